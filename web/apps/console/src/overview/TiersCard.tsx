// How members are spread over the tiers, and who moved between them in the range.
import type { Board } from "@regulars/client";
import { ChartFrame, TierBadge, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { BarList } from "./BarList";
import { membersLink } from "./boardLinks";
import { TierMoves } from "./TierMoves";
import styles from "./TiersCard.module.css";
import { useTiers } from "./useTiers";

interface CardProps {
  board: Board;
  className?: string;
}

export function TiersCard({ board, className }: CardProps) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const { tiers, total, table } = useTiers(board);
  return (
    <ChartFrame
      title={t("tiers.title")}
      description={
        <>
          {t("tiers.words", { at: format.date(board.as_of) })}
          {" · "}
          <Link to={`/tiers?from=${board.from}&to=${board.to}`}>{t("tiers.more")}</Link>
        </>
      }
      table={table}
      fileName={`tiers-${board.from}-${board.to}`}
      className={className}
    >
      <div className={styles.columns}>
        <BarList
          items={tiers.map(({ tier, members }) => ({
            key: `tier-${tier.key}`,
            label: <TierBadge tier={tier} />,
            value: members,
            text: format.count(members),
            note: total > 0 ? format.ratio(members / total) : undefined,
            color: tier.color,
            to: membersLink({ tier: tier.key }),
          }))}
        />
        <TierMoves board={board} />
      </div>
    </ChartFrame>
  );
}
