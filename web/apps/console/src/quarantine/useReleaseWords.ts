// What became of the last release, in words.
import { ApiProblem } from "@regulars/client";
import { problemKey, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../events/eventWords";
import type { useRelease } from "./useQuarantine";

interface ReleaseWords {
  type: "success" | "error";
  text: string;
}

export function useReleaseWords(release: ReturnType<typeof useRelease>): ReleaseWords | null {
  const { t } = useTranslation(["quarantine", "events", "ui"]);
  const format = useFormat();
  if (release.error) {
    const { error } = release;
    const isRefused = error instanceof ApiProblem && error.status === 422;
    return {
      type: "error",
      text: isRefused
        ? reasonWords(error.code, error.problem.detail ?? "", t)
        : t(`ui:error.${problemKey(error)}.advice`),
    };
  }
  const outcome = release.data;
  if (!outcome) return null;
  if (outcome.status !== "accepted") {
    const { rejection } = outcome;
    return {
      type: "error",
      text: t("quarantine:refused", {
        reason: rejection ? reasonWords(rejection.code, rejection.detail, t) : outcome.status,
      }),
    };
  }
  const points = outcome.entries
    .filter(({ wallet }) => wallet === "points")
    .reduce((sum, { amount }) => sum + amount, 0);
  return { type: "success", text: t("quarantine:released", { points: format.signed(points) }) };
}
