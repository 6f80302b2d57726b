// What changed, part by part: how a rule or wallet reads before and after, then value by value.
import type { ChangedPart } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { BeforeAfter } from "./BeforeAfter";
import { ChangeMark } from "./ChangeMark";
import styles from "./ChangedParts.module.css";

export function ChangedParts({ parts }: { parts: ChangedPart[] }) {
  const { t } = useTranslation("draft");
  const say = useSay();
  return (
    <ul className={styles.parts} aria-label={t("changes.label")}>
      {parts.map((part) => (
        <li key={part.path} data-part={part.path}>
          <h3 className={styles.head}>
            <ChangeMark kind={part.kind} />
            {part.name ? (
              <>
                <span className={styles.section}>{say(part.section)}</span>
                <span className={styles.name}>{say(part.name)}</span>
              </>
            ) : (
              <span className={styles.name}>{say(part.section)}</span>
            )}
          </h3>
          {(part.before ?? part.after) && <BeforeAfter before={part.before} after={part.after} isSentence />}
          {part.values.length > 0 && (
            <dl className={styles.values}>
              {part.values.map((value) => (
                <div key={value.path}>
                  {value.where.length > 0 && (
                    <dt>{value.where.map((step) => say(step)).join(" › ")}</dt>
                  )}
                  <dd>
                    <BeforeAfter before={value.before} after={value.after} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
