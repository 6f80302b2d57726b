// What is known of one member, and keeping what they say.
import { unwrap, type ProfileChange } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useProfile(memberId: string) {
  return useQuery({
    queryKey: memberKeys.about(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/profile", { params: { path: { member_id: memberId } }, signal }),
      ),
  });
}

export function useChangeProfile(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    onSuccess: (profile) => queries.setQueryData(memberKeys.about(memberId), profile),
    mutationFn: (body: ProfileChange) =>
      unwrap(api.PATCH("/v1/members/{member_id}/profile", { params: { path: { member_id: memberId } }, body })),
  });
}
