// How far a backtest is, in a word or a share.
import type { BacktestSummary } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { shareDone } from "./shareDone";

const COLORS: Partial<Record<BacktestSummary["status"], string>> = {
  running: "processing",
  done: "success",
  failed: "error",
};

export function StatusWords({ backtest }: { backtest: BacktestSummary }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const { status } = backtest;
  return (
    <Tag color={COLORS[status]}>
      {t(`status.${status}`)}
      {status === "running" && ` ${format.ratio(shareDone(backtest))}`}
    </Tag>
  );
}
