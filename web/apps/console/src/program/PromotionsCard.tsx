// Promotions: what is multiplied when and for whom, what several at once make together, and the cards that some of them ask
// for. No panel where there are none.
import type { Program } from "@regulars/client";
import { Panel, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./ProgramPage.module.css";

type Named = Pick<Program["promotions"][number], "key" | "name" | "text">;

export function PromotionsCard({ program }: { program: Program }) {
  const { t } = useTranslation("program");
  const say = useSay();
  const { promotions, cards, stacking } = program;
  if (promotions.length + cards.length === 0) {
    return null;
  }
  return (
    <Panel title={t("promotions.title")} description={stacking ? say(stacking) : undefined}>
      <NamedList items={promotions} />
      {cards.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t("promotions.cards")}</h3>
          <NamedList items={cards} />
        </>
      )}
    </Panel>
  );
}

function NamedList({ items }: { items: Named[] }) {
  const say = useSay();
  return (
    <ul className={styles.wallets}>
      {items.map(({ key, name, text }) => (
        <li key={key}>
          <b>{say(name)}</b>
          <span>{say(text)}</span>
        </li>
      ))}
    </ul>
  );
}
