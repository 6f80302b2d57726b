// What needs somebody's attention now, each line leading to its rows.
import { RightOutlined } from "@ant-design/icons";
import type { Board } from "@regulars/client";
import { Panel, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../session/useMay";
import styles from "./AttentionCard.module.css";
import { membersLink } from "./boardLinks";

const LINES = [
  { key: "points_expiring_next_30_days", to: membersLink({ sort: "-points" }) },
  { key: "members_in_grace", to: membersLink({ grace: "true" }) },
  { key: "members_in_debt", to: membersLink({ debt: "true" }) },
  { key: "members_suspected", to: "/members/findings" },
  { key: "events_quarantined", to: "/quarantine" },
] as const;

interface CardProps {
  board: Board;
  className?: string;
}

export function AttentionCard({ board, className }: CardProps) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const may = useMay();
  const lines = LINES.filter(({ key }) => key !== "members_suspected" || may("findings:review"));
  return (
    <Panel title={t("attention.title")} description={t("attention.words")} className={className}>
      <ul className={styles.list}>
        {lines.map(({ key, to }) => {
          const value = board.attention[key];
          return (
            <li key={key}>
              <Link to={to} className={styles.line} data-figure={key} data-value={value}>
                <span className={styles.words}>
                  <b>{t(`attention.${key}.name`)}</b>
                  <span>{t(`attention.${key}.advice`)}</span>
                </span>
                <span className={`${(value > 0 ? styles.some : styles.none) ?? ""} rg-num`}>
                  {format.count(value)}
                </span>
                <RightOutlined className={styles.arrow} aria-hidden />
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
