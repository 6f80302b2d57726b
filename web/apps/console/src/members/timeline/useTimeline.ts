// What happened to a member, newest first, as far as has been asked for.
import { unwrap, type TimelineKind, type TimelineList } from "@regulars/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { memberKeys } from "../memberKeys";

const PAGE_SIZE = 10;

export function useTimeline(memberId: string, kind: TimelineKind | undefined) {
  return useInfiniteQuery({
    queryKey: memberKeys.timeline(memberId, kind),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: TimelineList) => page.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/timeline", {
          params: {
            path: { member_id: memberId },
            query: { kind, cursor: pageParam, limit: PAGE_SIZE },
          },
          signal,
        }),
      ),
  });
}
