// The figures that matter of each tier, side by side; all of them as a table or a file.
import type { TierBoard } from "@regulars/client";
import { ChartFrame, ResponsiveTable, TierBadge, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { membersLink } from "../overview/boardLinks";
import { KEY_FIGURES, textOf } from "./tierColumns";
import styles from "./TierFiguresCard.module.css";
import { useTierTable, type TierLine } from "./useTierTable";

export function TierFiguresCard({ board }: { board: TierBoard }) {
  const { t } = useTranslation("tiers");
  const format = useFormat();
  const table = useTierTable(board);
  const name = ({ tier }: TierLine) =>
    tier ? (
      <Link to={membersLink({ tier: tier.key })} data-tier={tier.key}>
        <TierBadge tier={tier} />
      </Link>
    ) : (
      <b>{t("all")}</b>
    );
  return (
    <ChartFrame
      title={t("summary.title")}
      description={t("summary.words")}
      table={table}
      fileName={`tiers-${board.from}-${board.to}`}
    >
      <ResponsiveTable<TierLine>
        label={t("summary.title")}
        rows={table.rows}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: "tier", title: t("tier"), render: (_, line) => name(line) },
          ...KEY_FIGURES.map((figure) => ({
            key: figure,
            title: t(`figures.${figure}`),
            align: "right" as const,
            render: (_: unknown, line: TierLine) => (
              <span className="rg-num" data-figure={`${line.tier?.key ?? "all"}-${figure}`}>
                {textOf(line.figures, figure, format)}
              </span>
            ),
          })),
        ]}
        card={(line) => (
          <div className={styles.card}>
            <div>{name(line)}</div>
            <dl className={styles.pairs}>
              {KEY_FIGURES.map((figure) => (
                <div key={figure} className={styles.pair}>
                  <dt>{t(`figures.${figure}`)}</dt>
                  <dd className="rg-num">{textOf(line.figures, figure, format)}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      />
    </ChartFrame>
  );
}
