// Picks the reader's language out of a text the API sends in both.
import type { Bilingual } from "@regulars/client";
import { useCallback } from "react";
import { useFormat } from "./useFormat";

export function useSay(): (text: Bilingual | string | null | undefined) => string {
  const { language } = useFormat();
  return useCallback(
    (text) => (typeof text === "string" ? text : (text?.[language] ?? "")),
    [language],
  );
}
