// One's own account: who, where one is logged in, and recent sign-ins.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { accountKeys } from "./accountKeys";

const SIGN_INS_SHOWN = 10;

export function useMe() {
  return useQuery({
    queryKey: accountKeys.me,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/me", { signal })),
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { current_password: string; password: string }) =>
      unwrap(api.PUT("/v1/me/password", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

export function useMySessions() {
  return useQuery({
    queryKey: accountKeys.sessions,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/me/sessions", { signal })),
  });
}

/** Ends one session by its id, or all others. */
export function useEndSessions() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (sessionId: string | null) => {
      if (sessionId === null) await unwrap(api.DELETE("/v1/me/sessions"));
      else {
        const path = { session_id: sessionId };
        await unwrap(api.DELETE("/v1/me/sessions/{session_id}", { params: { path } }));
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

export function useMySignIns(cursor: string | undefined) {
  return useQuery({
    queryKey: accountKeys.signIns(cursor),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/me/sign_ins", { params: { query: { cursor, limit: SIGN_INS_SHOWN } }, signal }),
      ),
  });
}
