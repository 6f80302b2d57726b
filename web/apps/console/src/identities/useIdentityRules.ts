// How kinds of identities are treated: the list, and changing one.
import { unwrap, type IdentityRule } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { identityRuleKeys } from "./identityRuleKeys";

export function useIdentityRules() {
  return useQuery({
    queryKey: identityRuleKeys.list,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/identity_rules", { signal })),
  });
}

export function useChangeIdentityRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, ...body }: IdentityRule) =>
      unwrap(api.PUT("/v1/identity_rules/{kind}", { params: { path: { kind } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: identityRuleKeys.list }),
  });
}
