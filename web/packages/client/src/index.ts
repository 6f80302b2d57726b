// Everything an app needs to speak to the API.
export { ApiProblem } from "./ApiProblem";
export { createClient, unwrap } from "./client";
export type { Client, ClientOptions } from "./client";
export type { paths } from "./generated/schema";
export type * from "./types";
