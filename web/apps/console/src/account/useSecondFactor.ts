// The second factor: begin, confirm, remove, and fresh recovery codes.
import { unwrap } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { accountKeys } from "./accountKeys";

export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (password: string | undefined) =>
      unwrap(
        api.POST("/v1/me/second_factor", { body: password ? { current_password: password } : {} }),
      ),
  });
}

export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(api.POST("/v1/me/second_factor/confirm", { body: { code } })),
  });
}

export function useRemoveSecondFactor() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(api.POST("/v1/me/second_factor/remove", { body: { current_password: password } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountKeys.all }),
  });
}

export function useRenewRecoveryCodes() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(api.POST("/v1/me/recovery_codes", { body: { current_password: password } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountKeys.all }),
  });
}
