// The facts of an entry, in the order event → rule → lots.
import type { EntryDetail } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { eventWords, referenceWords } from "../../events/eventWords";
import { Amount } from "./Amount";
import styles from "./EntryFacts.module.css";
import { EntryLots } from "./EntryLots";
import { EventLines } from "./EventLines";
import { FactList } from "./FactList";

export function EntryFacts({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation(["members", "events"]);
  const format = useFormat();
  const say = useSay();
  const { event, program } = entry;
  return (
    <>
      <p className={styles.head}>
        <span>{say(entry.kind_text)}</span>
        <Amount value={entry.amount} />
      </p>
      <FactList
        facts={[
          { key: "at", label: t("entry.at"), value: format.dateTime(entry.at) },
          { key: "recorded", label: t("entry.recordedAt"), value: format.dateTime(entry.recorded_at) },
          { key: "after", label: t("ledger.balance"), value: format.count(entry.balance_after) },
        ]}
      />

      <h3 className={styles.title}>{t("entry.event")}</h3>
      {event ? (
        <FactList
          facts={[
            { key: "what", label: t("entry.what"), value: eventWords(event.type, t) },
            { key: "from", label: t("entry.source"), value: event.source },
            { key: "no", label: t("entry.eventNo"), value: event.id },
            ...(entry.reference
              ? [
                  {
                    key: "ref",
                    label: t("entry.reference"),
                    value: referenceWords(entry.reference, t),
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <p className={styles.words}>{t("entry.noEvent")}</p>
      )}
      <EventLines body={entry.event_body} />

      <h3 className={styles.title}>{t("entry.rule")}</h3>
      <p>{say(entry.rule_text) || t("entry.noRule")}</p>
      {entry.working && <p className={styles.working}>{say(entry.working)}</p>}
      <p className={styles.words}>
        {t("entry.version", { version: program.version, at: format.date(program.published_at) })}
      </p>

      <h3 className={styles.title}>{t("entry.lots")}</h3>
      <EntryLots entry={entry} />

      {entry.hash && (
        <details className={styles.seal}>
          <summary>{t("entry.seal")}</summary>
          <p>{t("entry.sealWords")}</p>
          <code>{entry.hash}</code>
        </details>
      )}
    </>
  );
}
