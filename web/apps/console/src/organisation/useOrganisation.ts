// The units of the organisation, and changes of them.
import { unwrap, type NewUnit, type UnitChange } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { organisationKeys } from "./organisationKeys";

export function useUnits() {
  return useQuery({
    queryKey: organisationKeys.units,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/organisation/units", { signal })),
  });
}

export function useAddUnit() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewUnit) => unwrap(api.POST("/v1/organisation/units", { body })),
    onSuccess: refresh,
  });
}

export function useChangeUnit() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ unitId, ...body }: UnitChange & { unitId: string }) =>
      unwrap(
        api.PATCH("/v1/organisation/units/{unit_id}", {
          params: { path: { unit_id: unitId } },
          body,
        }),
      ),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: organisationKeys.all });
}
