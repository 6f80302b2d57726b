// A member as a card of the list on a phone.
import type { MemberItem } from "@regulars/client";
import { TierBadge, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LifecycleTag } from "./LifecycleTag";
import { MemberAvatar } from "./MemberAvatar";
import styles from "./MemberCard.module.css";
import { nameOf } from "./nameOf";
import { PointsCell } from "./PointsCell";

export function MemberCard({ member }: { member: MemberItem }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const name = nameOf(member);
  return (
    <Link to={`/members/${member.member_id}`} className={styles.card}>
      <span className={styles.head}>
        <MemberAvatar name={name} />
        <span className={styles.words}>
          <b>{name}</b>
          {member.display_name && <small className="rg-num">{member.member_no}</small>}
        </span>
        <span className={styles.state}>
          <TierBadge tier={member.tier} />
          <LifecycleTag stage={member.lifecycle} />
        </span>
      </span>
      <span className={`${styles.figures ?? ""} rg-num`}>
        <span>
          <small>{t("column.spend")}</small>
          {format.money(member.spend_minor)}
        </span>
        <span>
          <small>{t("column.points")}</small>
          <PointsCell member={member} />
        </span>
        <span>
          <small>{t("column.lastOrder")}</small>
          {format.date(member.last_order_at)}
        </span>
      </span>
    </Link>
  );
}
