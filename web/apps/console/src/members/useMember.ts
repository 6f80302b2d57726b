// One member's profile.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "./memberKeys";

export function useMember(memberId: string) {
  return useQuery({
    queryKey: memberKeys.profile(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}", { params: { path: { member_id: memberId } }, signal }),
      ),
  });
}
