// A condition judged while it is written: its faults, or how it reads and how many members it holds for.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client";
import { conditionKeys } from "./conditionKeys";
import { forApi, type ConditionGroup } from "./conditionJson";

const PAUSE_MS = 400;

export function useConditionCheck(condition: ConditionGroup) {
  const text = JSON.stringify(condition);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({
    queryKey: conditionKeys.check(settled, 0),
    placeholderData: keepPreviousData,
    enabled: condition.rules.length > 0,
    queryFn: ({ signal }) =>
      unwrap(
        api.POST("/v1/conditions/check", {
          body: { condition: forApi(JSON.parse(settled) as ConditionGroup), use: "members", limit: 0 },
          signal,
        }),
      ),
  });
  return { ...query, isSettling: settled !== text || query.isPlaceholderData };
}
