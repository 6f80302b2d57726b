// Promotions: what is multiplied when and for whom, and what several at once make together. No panel where there are none.
import type { Program } from "@regulars/client";
import { Panel, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./ProgramPage.module.css";

export function PromotionsCard({ program }: { program: Program }) {
  const { t } = useTranslation("program");
  const say = useSay();
  if (program.promotions.length === 0) {
    return null;
  }
  return (
    <Panel title={t("promotions.title")} description={program.stacking ? say(program.stacking) : undefined}>
      <ul className={styles.wallets}>
        {program.promotions.map(({ key, name, text }) => (
          <li key={key}>
            <b>{say(name)}</b>
            <span>{say(text)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
