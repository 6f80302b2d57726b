// The verdicts one by one: who gave first, then who listened and gave nothing, then the rest.
import type { EventExplanation, RuleVerdict } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../../events/eventWords";
import { PromotionVerdicts } from "./PromotionVerdicts";
import styles from "./VerdictsList.module.css";

const ORDER: RuleVerdict["verdict"][] = ["gave", "nothing", "silent"];

export function VerdictsList({ explanation }: { explanation: EventExplanation }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { refused, rules } = explanation;
  return (
    <>
      <p className={styles.words}>
        {t("verdicts.words", {
          version: explanation.program_version,
          at: format.dateTime(explanation.decided_at),
        })}
      </p>
      {refused && (
        <p className={styles.refused}>
          {t("verdicts.refused", { reason: reasonWords(refused.code, refused.detail, t) })}
        </p>
      )}
      {ORDER.map((verdict) => {
        const found = rules.filter((rule) => rule.verdict === verdict);
        return found.length === 0 ? null : (
          <section key={verdict} aria-label={t(`verdicts.group.${verdict}`)}>
            <h3 className={styles.group}>{t(`verdicts.group.${verdict}`)}</h3>
            <ul className={styles.list}>
              {found.map((rule) => (
                <li key={rule.rule} className={styles.rule}>
                  <span className={verdict === "silent" ? styles.quiet : undefined}>{say(rule.text)}</span>
                  {rule.given.map((given) => (
                    <b key={given.wallet} className="rg-num">
                      {format.signed(given.amount)}
                    </b>
                  ))}
                  {verdict === "nothing" && rule.reason_text && (
                    <span className={styles.reason}>{say(rule.reason_text)}</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <PromotionVerdicts promotions={explanation.promotions} />
    </>
  );
}
