// A member who wins or loses, as a card on a phone.
import type { AffectedMember, BacktestReport } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { nameOf } from "../members/nameOf";
import styles from "./AffectedPanel.module.css";

interface AffectedCardProps {
  member: AffectedMember;
  report: BacktestReport;
  onOpen: (member: AffectedMember) => void;
}

export function AffectedCard({ member, report, onOpen }: AffectedCardProps) {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  return (
    <div className={styles.card}>
      <p className={styles.line}>
        <Link to={`/members/${member.member_id}`}>{nameOf(member)}</Link>
        <b className="rg-num">{format.money(member.difference_minor)}</b>
      </p>
      {report.wallets.map(({ key, name }) => (
        <p key={key} className={`${styles.line ?? ""} ${styles.small ?? ""}`}>
          <span>{t("affected.given", { wallet: say(name) })}</span>
          <span className="rg-num">
            {t("pair", {
              was: format.count(member.in_force[key]?.given ?? 0),
              would: format.count(member.draft[key]?.given ?? 0),
            })}
          </span>
        </p>
      ))}
      <p>
        <Button size="small" onClick={() => onOpen(member)}>
          {t("affected.open")}
        </Button>
      </p>
    </div>
  );
}
