// A link by which a person chooses a password: who it is for, and using it.
import { unwrap } from "@regulars/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { sessionKeys } from "./sessionKeys";

export function useLink(code: string) {
  return useQuery({
    queryKey: sessionKeys.link(code),
    enabled: code !== "",
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => unwrap(api.POST("/v1/session/link", { body: { code }, signal })),
  });
}

export function useUseLink(code: string) {
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(api.POST("/v1/session/link/use", { body: { code, password } })),
  });
}
