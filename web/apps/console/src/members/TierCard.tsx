// The member's card in the colour of the tier.
import type { Member } from "@regulars/client";
import { readableOn, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./TierCard.module.css";

export function TierCard({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { color, name } = member.tier;
  return (
    <div className={styles.card} style={{ background: color, color: readableOn(color) }}>
      <span className={styles.tier}>{say(name)}</span>
      <span className={styles.no}>{member.member_no}</span>
      <span className={styles.points}>
        <b className="rg-num">{format.count(member.points_available)}</b> {t("page.availablePoints")}
      </span>
    </div>
  );
}
