// How people get in, as this service was started.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";

export function useSecurity() {
  return useQuery({
    queryKey: ["security"],
    queryFn: ({ signal }) => unwrap(api.GET("/v1/security", { signal })),
  });
}
