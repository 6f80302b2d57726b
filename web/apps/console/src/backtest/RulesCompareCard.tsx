// What each rule gave and cost, in force and under the draft, as bars from zero.
import type { BacktestReport, RuleReport } from "@regulars/client";
import { ChartFrame, useFormat, useSay, type ChartTable } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { PairBars } from "./PairBars";

export function RulesCompareCard({ report }: { report: BacktestReport }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  const wallets = new Map(report.wallets.map(({ key, name }) => [key, say(name)]));
  const rules = report.rules;
  const money = (minor: number | undefined) =>
    minor === undefined ? format.nothing : format.money(minor);
  const count = (value: number | undefined) =>
    value === undefined ? format.nothing : format.count(value);
  const table: ChartTable<RuleReport> = {
    rows: rules,
    rowKey: ({ key }) => key,
    columns: [
      { key: "rule", title: t("rules.rule"), value: ({ name }) => say(name) },
      {
        key: "wallet",
        title: t("rules.wallet"),
        value: ({ wallet }) => wallets.get(wallet) ?? t("rules.growth"),
      },
      ...(["in_force", "draft"] as const).flatMap((side) => {
        const word = side === "draft" ? "would" : "was";
        return [
          {
            key: `given-${side}`,
            title: t(`column.${word}`, { figure: t("rules.given") }),
            value: (rule: RuleReport) => rule[side]?.given ?? "",
            text: (rule: RuleReport) => count(rule[side]?.given),
          },
          {
            key: `taken-${side}`,
            title: t(`column.${word}`, { figure: t("rules.takenBack") }),
            value: (rule: RuleReport) => rule[side]?.taken_back ?? "",
            text: (rule: RuleReport) => count(rule[side]?.taken_back),
          },
          {
            key: `cost-${side}`,
            title: t(`column.${word}`, { figure: t("flow.cost_minor") }),
            value: (rule: RuleReport) => {
              const cost = rule[side]?.cost_minor;
              return cost === undefined ? "" : format.moneyMajor(cost);
            },
            text: (rule: RuleReport) => money(rule[side]?.cost_minor),
          },
        ];
      }),
    ],
  };
  return (
    <ChartFrame
      title={t("rules.title")}
      description={t("rules.words")}
      table={table}
      fileName="backtest-rules"
    >
      <PairBars
        rows={rules.map(({ key, name, wallet, in_force, draft }) => {
          const isPoints = wallets.has(wallet);
          const figure = isPoints ? ("cost_minor" as const) : ("given" as const);
          return {
            key,
            group: isPoints ? t("rules.byCost") : t("rules.byGrowth"),
            label: say(name),
            was: in_force?.[figure],
            would: draft?.[figure],
            text: isPoints ? money : count,
          };
        })}
      />
    </ChartFrame>
  );
}
