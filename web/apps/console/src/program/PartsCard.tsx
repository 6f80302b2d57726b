// How tiers are kept, and what moves members beside what the tiers ask for, each as the sentence the API says it in.
import type { Program } from "@regulars/client";
import { Panel, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./PartsCard.module.css";

export function PartsCard({ parts }: { parts: Program["parts"] }) {
  const { t } = useTranslation("program");
  const say = useSay();
  return (
    <Panel title={t("parts.title")} description={t("parts.words")}>
      <ul className={styles.parts}>
        {parts.map(({ kind, key, name, text }) => (
          <li key={`${kind} ${key}`}>
            <b>{say(name)}</b>
            <small>{t(`parts.kinds.${kind}`)}</small>
            <span>{say(text)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
