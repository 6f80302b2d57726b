// What is wrong with a draft, and how it reads; asked again when the writer pauses.
import { unwrap } from "@regulars/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client";
import { programKeys } from "../programKeys";

const PAUSE_MS = 400;

/** A text that follows another one once that rests. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

export function useDraftCheck(yaml: string) {
  return useQuery({
    queryKey: programKeys.check(yaml),
    placeholderData: keepPreviousData,
    gcTime: 0,
    queryFn: ({ signal }) => unwrap(api.POST("/v1/program/check", { body: { yaml }, signal })),
  });
}

/** What a draft without faults says otherwise than a version. */
export function useDraftComparison(yaml: string, from: number, isGood: boolean) {
  return useQuery({
    queryKey: programKeys.draftComparison(yaml, from),
    enabled: isGood,
    placeholderData: keepPreviousData,
    gcTime: 0,
    queryFn: ({ signal }) =>
      unwrap(api.POST("/v1/program/diff", { body: { yaml, from }, signal })),
  });
}
