// Who moved between tiers in the range, under either of the two.
import type { LadderReport } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { MovesFrame } from "./MovesFrame";
import { movesInRange } from "./reportSums";

type SideKey = "draft" | "inForce";

export function TierMovesCard({ ladder }: { ladder: LadderReport }) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  const [side, setSide] = useState<SideKey>("draft");
  const moves = useMemo(
    () =>
      movesInRange(side === "draft" ? ladder.moves_draft : ladder.moves_in_force, ladder.tiers),
    [ladder, side],
  );
  const total = format.count(moves.reduce((sum, { members }) => sum + members, 0));
  return (
    <MovesFrame
      title={t("moves.title", { ladder: say(ladder.name) })}
      words={t("moves.words", { total })}
      summary={t("moves.words", { total })}
      fileName={`backtest-moves-${ladder.key}-${side}`}
      tiers={ladder.tiers}
      moves={moves}
      fromTitle={t("moves.from")}
      toTitle={t("moves.to")}
      empty={t("moves.empty")}
      controls={
        <Segmented<SideKey>
          aria-label={t("moves.choose")}
          value={side}
          onChange={setSide}
          options={[
            { value: "draft", label: t("side.draft") },
            { value: "inForce", label: t("side.inForce") },
          ]}
        />
      }
    />
  );
}
