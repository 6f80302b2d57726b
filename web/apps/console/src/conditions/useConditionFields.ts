// What conditions about members can ask for: fields, metrics and windows, named by the program in force.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { conditionKeys } from "./conditionKeys";

export function useConditionFields() {
  return useQuery({
    queryKey: conditionKeys.fields,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/conditions/fields", { params: { query: { use: "members" } }, signal })),
  });
}
