// Where members end: the tier under the versions in force on the left, under the draft on the right.
import type { LadderReport } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { MovesFrame } from "./MovesFrame";

export function TierCrossCard({ ladder }: { ladder: LadderReport }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  const { tiers, crossed } = ladder;
  const level = useMemo(() => new Map(tiers.map(({ key }, index) => [key, index])), [tiers]);
  const moves = useMemo(
    () => crossed.map(({ in_force, draft, members }) => ({ from: in_force, to: draft, members })),
    [crossed],
  );
  const count = (holds: (difference: number) => boolean) =>
    moves.reduce(
      (sum, { from, to, members }) =>
        holds((level.get(to) ?? 0) - (level.get(from) ?? 0)) ? sum + members : sum,
      0,
    );
  const figures = {
    up: format.count(count((difference) => difference > 0)),
    down: format.count(count((difference) => difference < 0)),
    same: format.count(count((difference) => difference === 0)),
  };
  return (
    <MovesFrame
      title={t("cross.title", { ladder: say(ladder.name) })}
      words={t("cross.words", figures)}
      summary={t("cross.words", figures)}
      fileName={`backtest-tiers-${ladder.key}`}
      tiers={tiers}
      moves={moves}
      fromTitle={t("side.inForce")}
      toTitle={t("side.draft")}
      empty={t("cross.empty")}
    />
  );
}
