// What the server says of itself: clock, currency, time zone, program.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { infoKeys } from "./infoKeys";

export function useInfo() {
  return useQuery({
    queryKey: infoKeys.current,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/info", { signal })),
  });
}
