// How a draft reads: its tiers with what they ask for, its rules as sentences, its wallets.
import type { DraftCheck } from "@regulars/client";
import { TierBadge, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RequirementPhrase } from "../../members/standing/RequirementPhrase";
import styles from "./DraftReading.module.css";

export function DraftReading({ texts }: { texts: NonNullable<DraftCheck["program"]> }) {
  const { t } = useTranslation("program");
  const say = useSay();
  return (
    <div className={styles.reading}>
      <section>
        <h3>{t("ladder.title")}</h3>
        <ul>
          {texts.tiers.map((tier) => (
            <li key={tier.key}>
              <TierBadge tier={tier} />
              <span className={styles.words}>
                <RequirementPhrase requirements={tier.requirements} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t("rules.title")}</h3>
        <ul>
          {texts.rules.map(({ key, text }) => (
            <li key={key}>{say(text)}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t("wallets.title")}</h3>
        <ul>
          {texts.wallets.map(({ key, name, text }) => (
            <li key={key}>
              <b>{say(name)}</b>
              <span className={styles.words}>{say(text)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
