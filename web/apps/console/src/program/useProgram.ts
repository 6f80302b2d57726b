// The program in force, and the versions there have been.
import { unwrap } from "@regulars/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { programKeys } from "./programKeys";

const STALE_AFTER_MS = 5 * 60_000;

export function useProgram() {
  return useQuery({
    queryKey: programKeys.current,
    staleTime: STALE_AFTER_MS,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/program", { signal })),
  });
}

export function useProgramVersions() {
  return useQuery({
    queryKey: programKeys.versions,
    staleTime: STALE_AFTER_MS,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/program/versions", { signal })),
  });
}
