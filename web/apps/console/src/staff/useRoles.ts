// Roles, and what an administrator does with those of the operator's own.
import { unwrap, type NewRole, type RoleChange } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { staffKeys } from "./staffKeys";

export function useRoles() {
  return useQuery({
    queryKey: staffKeys.roles,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/roles", { signal })),
  });
}

export function useMakeRole() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewRole) => unwrap(api.POST("/v1/roles", { body })),
    onSuccess: refresh,
  });
}

export function useChangeRole() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ role, ...body }: RoleChange & { role: string }) =>
      unwrap(api.PUT("/v1/roles/{role}", { params: { path: { role } }, body })),
    onSuccess: refresh,
  });
}

export function useRemoveRole() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (role: string) =>
      unwrap(api.DELETE("/v1/roles/{role}", { params: { path: { role } } })),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: staffKeys.all });
}
