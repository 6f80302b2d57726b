// Who moved between tiers in the range, as a Sankey.
import type { TierBoard } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { MovesFrame } from "../backtest/MovesFrame";

interface CardProps {
  board: TierBoard;
  className?: string;
}

export function TierFlowCard({ board, className }: CardProps) {
  const { t } = useTranslation("tiers");
  const format = useFormat();
  const level = new Map(board.tiers.map(({ key }, index) => [key, index]));
  const count = (isWanted: (rise: number) => boolean) =>
    format.count(
      board.tier_moves
        .filter(({ from, to }) => isWanted((level.get(to) ?? 0) - (level.get(from) ?? 0)))
        .reduce((sum, { members }) => sum + members, 0),
    );
  const words = t("flow.words", { up: count((rise) => rise > 0), down: count((rise) => rise < 0) });
  return (
    <MovesFrame
      title={t("flow.title")}
      words={words}
      summary={words}
      fileName={`tier-moves-${board.from}-${board.to}`}
      className={className}
      tiers={board.tiers}
      moves={board.tier_moves}
      fromTitle={t("flow.from")}
      toTitle={t("flow.to")}
      empty={t("flow.empty")}
    />
  );
}
