// What a member is found by, and changing it.
import { unwrap, type Identity } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useIdentities(memberId: string) {
  const path = { member_id: memberId };
  return useQuery({
    queryKey: memberKeys.identities(memberId),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/members/{member_id}/identities", { params: { path }, signal })),
  });
}

export function useChangeIdentities(memberId: string) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: memberKeys.one(memberId) });
  const add = useMutation({
    mutationFn: (body: Identity) =>
      unwrap(
        api.POST("/v1/members/{member_id}/identities", {
          params: { path: { member_id: memberId } },
          body,
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (identityId: string) =>
      unwrap(
        api.DELETE("/v1/members/{member_id}/identities/{identity_id}", {
          params: { path: { member_id: memberId, identity_id: identityId } },
        }),
      ),
    onSuccess,
  });
  return { add, remove };
}
