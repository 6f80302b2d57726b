// Available points, with what is pending or owed in small.
import type { MemberItem } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./PointsCell.module.css";

export function PointsCell({ member }: { member: MemberItem }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const { points_available, points_pending, points_debt } = member;
  return (
    <span className={styles.cell}>
      {format.count(points_available)}
      {points_pending > 0 && (
        <small>{t("points.pending", { points: format.count(points_pending) })}</small>
      )}
      {points_debt > 0 && (
        <small className={styles.debt}>
          {t("points.debt", { points: format.count(points_debt) })}
        </small>
      )}
    </span>
  );
}
