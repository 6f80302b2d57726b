// A tag given to many at once, or taken from them: those who are named, a thousand at a time, or all whom a condition holds for.
import { unwrap } from "@regulars/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { forApi, type ConditionGroup } from "../conditions/conditionJson";
import { tagKeys } from "../tags/tagKeys";
import { memberKeys } from "./memberKeys";

export interface BulkTag {
  key: string;
  action: "add" | "remove";
  memberIds: string[];
  condition: ConditionGroup | undefined;
}

const AT_ONCE = 1_000;

export function useBulkTag() {
  const queries = useQueryClient();
  return useMutation({
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: memberKeys.all }),
        queries.invalidateQueries({ queryKey: tagKeys.all }),
      ]),
    mutationFn: async ({ key, action, memberIds, condition }: BulkTag) => {
      if (condition) {
        return unwrap(
          api.POST("/v1/tags/{key}/matching", {
            params: { path: { key } },
            body: { condition: forApi(condition), action },
          }),
        );
      }
      const sum = { entered: 0, left: 0 };
      for (let first = 0; first < memberIds.length; first += AT_ONCE) {
        const some = memberIds.slice(first, first + AT_ONCE);
        const done = await unwrap(
          api.POST("/v1/tags/{key}/members", {
            params: { path: { key } },
            body: action === "add" ? { add: some, remove: [] } : { add: [], remove: some },
          }),
        );
        sum.entered += done.entered;
        sum.left += done.left;
      }
      return sum;
    },
  });
}
