// One member: what was found, the latest first, what is held back, and the way to decide.
import type { Suspect } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { eventWords } from "../events/eventWords";
import styles from "./SuspectCard.module.css";
import { suspectName } from "./suspectName";

interface SuspectCardProps {
  suspect: Suspect;
  onReview: () => void;
}

export function SuspectCard({ suspect, onReview }: SuspectCardProps) {
  const { t } = useTranslation(["findings", "events"]);
  const format = useFormat();
  const say = useSay();
  const { findings, findings_total, held, frozen } = suspect;
  const name = suspectName(suspect, t);
  return (
    <section className={styles.card} aria-label={name}>
      <p className={styles.head}>
        <Link to={`/members/${suspect.member_id}`}>{name}</Link>
        {frozen && <Tag color="error">{t(`frozen.${frozen}`)}</Tag>}
        <span className={styles.since}>{t("since", { at: format.dateTime(suspect.since) })}</span>
      </p>
      <ul className={styles.findings}>
        {findings.map(({ watch, name: watchName, text, action, seen, points, occurred_at, event }) => (
          <li key={`${watch} ${event.source} ${event.id}`}>
            <p className={styles.line}>
              <b>{say(watchName)}</b>
              <span className="rg-num">{format.dateTime(occurred_at)}</span>
            </p>
            <p>{say(text)}</p>
            <p className={styles.small}>
              {t("seen", { seen })}
              {" · "}
              {points > 0 ? t("heldByThis", { points: format.count(points) }) : t(`action.${action}`)}
              {" · "}
              {eventWords(event.type, t)} {event.id}
            </p>
          </li>
        ))}
      </ul>
      {findings_total > findings.length && (
        <p className={styles.small}>{t("more", { total: format.count(findings_total - findings.length) })}</p>
      )}
      <p className={styles.foot}>
        <span>
          {held.length > 0
            ? t("held", {
                points: held.map(({ name: wallet, points }) => `${say(wallet)} ${format.count(points)}`).join("，"),
              })
            : t("nothingHeld")}
        </span>
        <Button type="primary" onClick={onReview}>
          {t("review.open")}
        </Button>
      </p>
    </section>
  );
}
