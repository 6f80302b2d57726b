// The program in force, the versions there have been, and what one says otherwise than another.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
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

/** One version with its text, which never changes. */
export function useProgramVersion(version: number | undefined) {
  return useQuery({
    queryKey: programKeys.version(version ?? 0),
    enabled: version !== undefined,
    // Who follows the latest version keeps the one before until the new one is there.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/program/versions/{version}", {
          params: { path: { version: version ?? 0 } },
          signal,
        }),
      ),
  });
}

export function useComparison(from: number, to: number) {
  return useQuery({
    queryKey: programKeys.comparison(from, to),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/program/diff", { params: { query: { from, to } }, signal })),
  });
}
