// Events that one of the two refuses, by reason; nothing at all where none was refused.
import type { BacktestReport } from "@regulars/client";
import { Panel, ResponsiveTable, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../events/eventWords";
import styles from "./RecentBacktests.module.css";

type Refusal = BacktestReport["refusals"][number];

export function RefusalsPanel({ refusals }: { refusals: Refusal[] }) {
  const { t } = useTranslation(["backtest", "events"]);
  const format = useFormat();
  if (refusals.length === 0) return null;
  return (
    <Panel title={t("refusals.title")} description={t("refusals.words")} flush>
      <ResponsiveTable<Refusal>
        label={t("refusals.title")}
        rows={refusals}
        rowKey={({ code }) => code}
        empty={null}
        columns={[
          { key: "reason", title: t("refusals.reason"), render: (_, { code }) => reasonWords(code, "", t) },
          {
            key: "was",
            title: t("side.inForce"),
            align: "right",
            className: "rg-num",
            render: (_, { in_force }) => format.count(in_force),
          },
          {
            key: "would",
            title: t("side.draft"),
            align: "right",
            className: "rg-num",
            render: (_, { draft }) => format.count(draft),
          },
        ]}
        card={({ code, in_force, draft }) => (
          <div className={styles.card}>
            <p>{reasonWords(code, "", t)}</p>
            <small className="rg-num">
              {t("pair", { was: format.count(in_force), would: format.count(draft) })}
            </small>
          </div>
        )}
      />
    </Panel>
  );
}
