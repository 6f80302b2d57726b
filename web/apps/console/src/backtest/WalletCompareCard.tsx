// A points wallet month by month: one figure at a time, in force and under the draft.
import type { WalletReport } from "@regulars/client";
import { Chart, ChartFrame, useFormat, useSay } from "@regulars/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FigureStrip } from "../overview/FigureStrip";
import styles from "./WalletCompareCard.module.css";
import { FLOWS, useWalletChart, type FlowKey } from "./useWalletChart";

export function WalletCompareCard({ wallet }: { wallet: WalletReport }) {
  const { t } = useTranslation("backtest");
  const say = useSay();
  const format = useFormat();
  const [flow, setFlow] = useState<FlowKey>("issued");
  const { option, table, total, text } = useWalletChart(wallet, flow);
  return (
    <ChartFrame
      title={t("wallet.title", { wallet: say(wallet.name) })}
      description={t("wallet.words")}
      table={table}
      fileName={`backtest-${wallet.key}`}
    >
      <div className={styles.choice}>
        <Segmented<FlowKey>
          aria-label={t("wallet.choose")}
          value={flow}
          onChange={setFlow}
          options={FLOWS.map((key) => ({ value: key, label: t(`flow.${key}`) }))}
        />
      </div>
      <FigureStrip
        figures={[
          {
            key: `${wallet.key}-in-force`,
            label: t("side.inForce"),
            text: text(total.was),
            swatch: "var(--rg-grey)",
          },
          {
            key: `${wallet.key}-draft`,
            label: t("side.draft"),
            text: text(total.would),
            swatch: "var(--rg-brand)",
          },
        ]}
      />
      <Chart
        height={260}
        option={option}
        summary={t("wallet.summary", {
          figure: t(`flow.${flow}`),
          first: format.month(wallet.draft[0]?.month ?? ""),
          was: text(total.was),
          would: text(total.would),
        })}
      />
    </ChartFrame>
  );
}
