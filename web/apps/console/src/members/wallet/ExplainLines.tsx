// The lines of an explanation and their sum.
import type { Explanation } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./ExplainDrawer.module.css";

export function ExplainLines({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { lines, others, debt, sum, balance } = explanation;
  return (
    <>
      <ul>
        {lines.map((line) => (
          <li
            key={[line.lot_no, line.rule, line.program_version].join(" ")}
            className={styles.line}
          >
            <span>
              {say(line.rule_text) || t("explain.noRule")}
              <small>
                {line.month ? format.month(line.month) : format.date(line.earned_at)}
                {line.dimension && t("explain.dimension", { name: say(line.dimension.name) })}
                {line.order_id && t("explain.order", { order: line.order_id })}
                {t("explain.version", { version: line.program_version })}
              </small>
            </span>
            <span className={`${styles.figures ?? ""} rg-num`}>
              <b>{format.signed(line.left)}</b>
              <small>
                {t("explain.ofEarned", { earned: format.count(line.earned) })}
                {line.status === "pending" && t("explain.pending")}
                {line.status === "held" && t("explain.held")}
                {line.status === "in_review" && t("explain.inReview")}
              </small>
              {line.last_day && (
                <small>{t("lot.until", { day: format.date(line.last_day) })}</small>
              )}
            </span>
          </li>
        ))}
        {others && (
          <li className={styles.line}>
            <span>{t("explain.others", { lines: format.count(others.lines) })}</span>
            <b className="rg-num">{format.signed(others.left)}</b>
          </li>
        )}
        {debt > 0 && (
          <li className={styles.line}>
            <span>{t("explain.debt")}</span>
            <b className="rg-num">{format.signed(-debt)}</b>
          </li>
        )}
      </ul>
      <p className={styles.total}>
        <span>{t("explain.sum")}</span>
        <span className="rg-num" data-figure="explain-sum" data-value={sum}>
          {format.count(sum)}
        </span>
      </p>
      <p className={sum === balance ? styles.agrees : styles.differs}>
        {sum === balance
          ? t("explain.agrees")
          : t("explain.differs", { balance: format.count(balance) })}
      </p>
    </>
  );
}
