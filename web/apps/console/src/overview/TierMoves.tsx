// The moves between tiers in the range, largest first.
import type { Board } from "@regulars/client";
import { TierBadge, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { labelledMoves } from "./tierMoves";
import styles from "./TierMoves.module.css";

const SHOWN_MAX = 6;

export function TierMoves({ board }: { board: Board }) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const moves = labelledMoves(board.tiers, board.tier_moves).slice(0, SHOWN_MAX);
  return (
    <div>
      <h3 className={styles.title}>{t("tiers.moves")}</h3>
      {moves.length === 0 && <p className={styles.none}>{t("tiers.noMoves")}</p>}
      <ul>
        {moves.map(({ key, from, to, members, direction }) => (
          <li key={key} className={styles.move}>
            <span className={direction === "up" ? styles.up : styles.down}>
              {direction === "up" ? t("tiers.up") : t("tiers.down")}
            </span>
            <span className={styles.tiers}>
              <TierBadge tier={from} />
              <span aria-hidden>→</span>
              <TierBadge tier={to} />
            </span>
            <span className="rg-num">{format.count(members)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
