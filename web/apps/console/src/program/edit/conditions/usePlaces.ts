// Where a draft has conditions or could have them, and the draft with another one there. The server edits the text, so that
// comments and everything else stay as they were written.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client";
import { forApi, type ConditionGroup } from "../../../conditions/conditionJson";
import { programKeys } from "../../programKeys";

export function usePlaces(yaml: string) {
  return useQuery({
    queryKey: programKeys.places(yaml),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) => unwrap(api.POST("/v1/conditions/places", { body: { yaml }, signal })),
  });
}

/** The draft with a condition at a place; null takes the one there away. */
export async function placeCondition(
  yaml: string,
  path: string,
  condition: ConditionGroup | null,
  signal?: AbortSignal,
): Promise<string> {
  const body = { yaml, path, condition: condition && forApi(condition) };
  return (await unwrap(api.POST("/v1/conditions/placed", { body, signal }))).yaml;
}

/** How a condition would be judged at its place: its faults there, or how it reads. */
export function usePlacedCheck(yaml: string, path: string, condition: ConditionGroup) {
  const text = JSON.stringify(condition);
  return useQuery({
    queryKey: programKeys.placed(yaml, path, text),
    enabled: condition.rules.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) => {
      const edited = await placeCondition(yaml, path, condition, signal);
      const [check, places] = await Promise.all([
        unwrap(api.POST("/v1/program/check", { body: { yaml: edited }, signal })),
        unwrap(api.POST("/v1/conditions/places", { body: { yaml: edited }, signal })),
      ]);
      return {
        yaml: edited,
        faults: check.errors.filter((fault) => fault.path.startsWith(path)),
        sentence: places.places.find((place) => place.path === path)?.text ?? null,
      };
    },
  });
}
