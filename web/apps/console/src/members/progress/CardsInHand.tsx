// The cards that the member can use, the one that ends first at the top.
import type { Progress } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RevokeCard } from "../cards/RevokeCard";
import styles from "./ProgressPanel.module.css";

interface CardsInHandProps {
  memberId: string;
  cards: Progress["cards"];
}

export function CardsInHand({ memberId, cards }: CardsInHandProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  return (
    <ul className={styles.cards} aria-label={t("progress.cards")}>
      {cards.map((card) => (
        <li key={card.card_id}>
          <b>{say(card.name)}</b>
          <span>
            {card.until ? t("progress.until", { at: format.dateTime(card.until) }) : t("progress.forEver")}
          </span>
          <span>
            {card.uses_left === null
              ? t("progress.anyUses")
              : t("progress.uses", { uses: card.uses_left })}
          </span>
          <RevokeCard memberId={memberId} card={card} />
        </li>
      ))}
    </ul>
  );
}
