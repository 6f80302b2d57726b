// A typed fetch client for /v1 by session cookie.
// Unsafe calls carry the header that proves they come from the console's own pages.
import createFetchClient from "openapi-fetch";
import { ApiProblem } from "./ApiProblem";
import type { paths } from "./generated/schema";
import type { Problem } from "./types";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

export type Client = ReturnType<typeof createFetchClient<paths>>;

export interface ClientOptions {
  baseUrl?: string;
  /** Called when a call other than the session's own is answered with 401. */
  onUnauthorized?: () => void;
}

export function createClient({ baseUrl = "", onUnauthorized }: ClientOptions = {}): Client {
  const client = createFetchClient<paths>({ baseUrl, credentials: "same-origin" });
  client.use({
    onRequest({ request }) {
      if (!SAFE_METHODS.has(request.method)) {
        request.headers.set("X-Regulars-Request", "console");
      }
      return request;
    },
    onResponse({ response, schemaPath }) {
      if (response.status === 401 && schemaPath !== "/v1/session") {
        onUnauthorized?.();
      }
      return response;
    },
  });
  return client;
}

/** The body of an answer; throws ApiProblem for a problem answer or a call that never arrived. */
export async function unwrap<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof TypeError) {
      throw new ApiProblem(0, { code: "network", title: cause.message });
    }
    throw cause;
  });
  if (!response.ok) {
    throw new ApiProblem(response.status, isProblem(error) ? error : {});
  }
  return data as Data;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null;
}
