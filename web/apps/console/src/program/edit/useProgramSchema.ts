// The JSON Schema of the program's document.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { programKeys } from "../programKeys";
import type { Schema } from "./yaml/schemaWalk";

export function useProgramSchema() {
  return useQuery({
    queryKey: programKeys.schema,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Schema> =>
      (await unwrap(api.GET("/v1/program/schema", { signal }))) as Schema,
  });
}
