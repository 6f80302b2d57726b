// One happening: what and when, its money and points, its lines when opened.
import type { TimelineItem } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TimelineLines } from "./TimelineLines";
import { VerdictsDrawer } from "./VerdictsDrawer";
import styles from "./TimelineEntry.module.css";

/** Moments that the clock or the ladder caused have no event whose rules could be told. */
const CLOCK = "regulars:clock";

export function TimelineEntry({ memberId, item }: { memberId: string; item: TimelineItem }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const isRefund = item.type === "order.refunded";
  const gains = [
    ...(item.points === 0 ? [] : [t("timeline.points", { points: format.signed(item.points) })]),
    ...(item.growth === 0 ? [] : [t("timeline.growth", { growth: format.signed(item.growth) })]),
  ];
  return (
    <li className={styles.item}>
      <span className={isRefund ? styles.refundDot : styles.dot} aria-hidden />
      <div className={styles.line}>
        <span className={styles.title}>
          {say(item.title)}{" "}
          {item.reference && <span className={styles.reference}>{item.reference}</span>}{" "}
          {item.status !== "accepted" && (
            <span className={styles.status}>{t(`timeline.status.${item.status}`)}</span>
          )}
        </span>
        {item.amount_minor !== null && (
          <b className="rg-num">
            {format.money(isRefund ? -Math.abs(item.amount_minor) : item.amount_minor)}
          </b>
        )}
      </div>
      <div className={`${styles.line ?? ""} ${styles.small ?? ""} rg-num`}>
        <span>{format.dateTime(item.at)}</span>
        <span>{gains.join(t("listComma"))}</span>
      </div>
      <div className={styles.asks}>
        {item.lines.length > 0 && (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? t("timeline.close") : t("timeline.open", { count: item.lines.length })}
          </button>
        )}
        {item.event.source !== CLOCK && (
          <button type="button" className={styles.toggle} onClick={() => setIsAsked(true)}>
            {t("verdicts.open")}
          </button>
        )}
      </div>
      {isAsked && (
        <VerdictsDrawer memberId={memberId} item={item} onClose={() => setIsAsked(false)} />
      )}
      {isOpen && <TimelineLines lines={item.lines} />}
    </li>
  );
}
