// The rules, each as the sentence the API says it in, gathered by the wallet they fill.
import type { Program } from "@regulars/client";
import { EmptyState, Panel, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { rulesByWallet } from "./rulesByWallet";
import styles from "./RulesCard.module.css";

export function RulesCard({ program }: { program: Program }) {
  const { t } = useTranslation("program");
  const say = useSay();
  const groups = rulesByWallet(program);
  return (
    <Panel title={t("rules.title")} description={t("rules.words")}>
      {groups.length === 0 && <EmptyState title={t("rules.empty")} />}
      {groups.map(({ wallet, rules }) => (
        <div key={wallet?.key ?? ""} className={styles.group}>
          <h3 className={styles.wallet}>{wallet ? say(wallet.name) : t("rules.general")}</h3>
          <ul className={styles.rules}>
            {rules.map(({ key, text }) => (
              <li key={key}>{say(text)}</li>
            ))}
          </ul>
        </div>
      ))}
    </Panel>
  );
}
