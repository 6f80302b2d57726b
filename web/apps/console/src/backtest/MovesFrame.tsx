// A frame around moves between tiers: drawn as a Sankey, told as a table, taken away as CSV.
import {
  Chart,
  ChartFrame,
  EmptyState,
  useFormat,
  useSay,
  type ChartColors,
  type ChartTable,
} from "@regulars/ui";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Move } from "./reportSums";
import { tierSankey, type SankeyTier } from "./tierSankey";
import styles from "./WalletCompareCard.module.css";

interface MovesFrameProps {
  title: string;
  words: string;
  fileName: string;
  summary: string;
  tiers: SankeyTier[];
  moves: Move[];
  fromTitle: string;
  toTitle: string;
  empty: string;
  controls?: ReactNode;
  className?: string;
}

const HEIGHT = 320;

export function MovesFrame(props: MovesFrameProps) {
  const { tiers, moves } = props;
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  const nameOf = (key: string) => say(tiers.find((tier) => tier.key === key)?.name ?? key);
  const option = useCallback(
    (colors: ChartColors) =>
      tierSankey(
        tiers,
        moves,
        {
          say,
          count: format.count,
          band: (from, to, members) => t("moves.band", { from, to, members }),
        },
        colors,
      ),
    [tiers, moves, say, format, t],
  );
  const table: ChartTable<Move> = {
    rows: moves,
    rowKey: ({ from, to }) => `${from} ${to}`,
    columns: [
      { key: "from", title: props.fromTitle, value: ({ from }) => nameOf(from) },
      { key: "to", title: props.toTitle, value: ({ to }) => nameOf(to) },
      {
        key: "members",
        title: t("moves.members"),
        value: ({ members }) => members,
        text: ({ members }) => format.count(members),
      },
    ],
  };
  return (
    <ChartFrame
      title={props.title}
      description={props.words}
      table={table}
      fileName={props.fileName}
      className={props.className}
    >
      {props.controls !== undefined && <div className={styles.choice}>{props.controls}</div>}
      {moves.length === 0 ? (
        <EmptyState title={props.empty} />
      ) : (
        <Chart height={HEIGHT} option={option} summary={props.summary} />
      )}
    </ChartFrame>
  );
}
