// Who is logged in, and the ways in and out.
import { ApiProblem, unwrap, type Credentials, type Session } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { endSession } from "./endSession";
import { sessionKeys } from "./sessionKeys";

/** The present session; null when nobody is logged in. */
export function useSession() {
  return useQuery({
    queryKey: sessionKeys.current,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await unwrap(api.GET("/v1/session", { signal }));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
  });
}

/** The ways in, beside user name and password. */
export function useWays() {
  return useQuery({
    queryKey: sessionKeys.ways,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/session/ways", { signal })),
  });
}

export function useLogin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      unwrap(api.POST("/v1/session", { body: credentials })),
    onSuccess: (session) => queries.setQueryData(sessionKeys.current, session),
  });
}

/** The second step of a log-in. */
export function useEnterCode() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => unwrap(api.POST("/v1/session/code", { body: { code } })),
    onSuccess: (session) => queries.setQueryData(sessionKeys.current, session),
  });
}

export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/v1/session")),
    onSuccess: () => endSession(queries),
  });
}
