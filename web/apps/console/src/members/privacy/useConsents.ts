// What a member agreed to, and writing down what they say.
import { unwrap, type ConsentIn } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

export function useConsents(memberId: string) {
  const path = { member_id: memberId };
  return useQuery({
    queryKey: memberKeys.consents(memberId),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/members/{member_id}/consents", { params: { path }, signal })),
  });
}

export function useRecordConsent(memberId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConsentIn) =>
      unwrap(
        api.POST("/v1/members/{member_id}/consents", {
          params: { path: { member_id: memberId } },
          body,
        }),
      ),
    onSuccess: (told) => queries.setQueryData(memberKeys.consents(memberId), told),
  });
}
