// Everything an app needs to speak to the API.
export { ApiProblem } from "./ApiProblem";
export { createClient, unwrap } from "./client";
export type { Client, ClientOptions } from "./client";
export type { Credentials, paths } from "./paths";
export type * from "./types";
