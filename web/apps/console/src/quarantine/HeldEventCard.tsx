// A held event as a card on a phone.
import type { QuarantinedEvent } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { eventWords, reasonWords } from "../events/eventWords";
import styles from "./HeldEventCard.module.css";
import { ReleaseButton } from "./ReleaseButton";

interface HeldEventCardProps {
  event: QuarantinedEvent;
  isBusy: boolean;
  onRelease: (event: QuarantinedEvent) => void;
}

export function HeldEventCard({ event, isBusy, onRelease }: HeldEventCardProps) {
  const { t } = useTranslation(["quarantine", "events"]);
  const format = useFormat();
  return (
    <div className={styles.card}>
      <p className={styles.line}>
        <b>{eventWords(event.type, t)}</b>
        <span className="rg-num">{format.dateTime(event.occurred_at)}</span>
      </p>
      <p>{reasonWords(event.code, event.detail, t)}</p>
      <p className={styles.small}>{`${event.source} · ${event.id}`}</p>
      <p className={styles.line}>
        {event.member_id ? (
          <Link to={`/members/${event.member_id}`}>{t("openMember")}</Link>
        ) : (
          <span />
        )}
        <ReleaseButton event={event} isBusy={isBusy} onRelease={onRelease} />
      </p>
    </div>
  );
}
