// Accounts of staff, and what an administrator does with them.
import { unwrap, type NewStaff, type StaffChange } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { staffKeys } from "./staffKeys";

export function useStaff() {
  return useQuery({
    queryKey: staffKeys.list,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/staff", { signal })),
  });
}

export function useInvite() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewStaff) => unwrap(api.POST("/v1/staff", { body })),
    onSuccess: refresh,
  });
}

export function useChangeStaff() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ staffId, ...body }: StaffChange & { staffId: string }) =>
      unwrap(api.PATCH("/v1/staff/{staff_id}", { params: { path: { staff_id: staffId } }, body })),
    onSuccess: refresh,
  });
}

export function useMakeLink() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ staffId, secondFactor }: { staffId: string; secondFactor: boolean }) =>
      unwrap(
        api.POST("/v1/staff/{staff_id}/link", {
          params: { path: { staff_id: staffId } },
          body: { second_factor: secondFactor },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useUnlock() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (staffId: string) =>
      unwrap(api.POST("/v1/staff/{staff_id}/unlock", { params: { path: { staff_id: staffId } } })),
    onSuccess: refresh,
  });
}

export function usePolicy() {
  return useQuery({
    queryKey: staffKeys.policy,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/staff/policy", { signal })),
  });
}

export function useChangePolicy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (roles: string[]) =>
      unwrap(api.PUT("/v1/staff/policy", { body: { second_factor_roles: roles } })),
    onSuccess: (policy) => queries.setQueryData(staffKeys.policy, policy),
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: staffKeys.all });
}
