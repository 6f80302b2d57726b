// The stretch of history a backtest looks at, in words.
import type { BacktestSummary } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";

export function useRangeWords() {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  return ({ since, until }: Pick<BacktestSummary, "since" | "until">) =>
    since
      ? t("range.from", { from: format.date(since), to: format.date(until) })
      : t("range.whole", { to: format.date(until) });
}
