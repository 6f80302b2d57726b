// The member's card as the program designs it: the tier's colours and pattern, its badge, what its members are called.
import type { Member } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useStanding } from "./standing/useStanding";
import styles from "./TierCard.module.css";
import { cardFace } from "./cardFace";

export function TierCard({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { color, name } = member.tier;
  const held = useStanding(member.member_id).data?.tier;
  const look = held?.key === member.tier.key ? held.look : undefined;
  return (
    <div
      className={`${styles.card ?? ""} ${styles[look?.pattern ?? "ring"] ?? ""}`}
      style={cardFace(color, look?.to_color ?? null)}
    >
      <span className={styles.tier}>
        {look?.badge && <span aria-hidden>{look.badge} </span>}
        {say(name)}
        {look?.title && <small className={styles.title}>{say(look.title)}</small>}
      </span>
      <span className={styles.no}>{member.member_no}</span>
      <span className={styles.points}>
        <b className="rg-num">{format.count(member.points_available)}</b> {t("page.availablePoints")}
      </span>
    </div>
  );
}
