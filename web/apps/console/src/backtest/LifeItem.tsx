// A moment of a member's life: what happened, and side by side what each of the two makes of it.
import type { LifeMoment } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { eventWords, referenceWords } from "../events/eventWords";
import styles from "./LifeDrawer.module.css";
import { LifeSideView } from "./LifeSideView";

export function LifeItem({ moment }: { moment: LifeMoment }) {
  const { t } = useTranslation(["backtest", "events"]);
  const format = useFormat();
  const { type, reference, at } = moment;
  const title = type === null ? t("life.clock") : eventWords(type, t);
  return (
    <li className={styles.item}>
      <p className={styles.head}>
        <b>
          {title}
          {reference !== null && ` · ${referenceWords(reference, t)}`}
        </b>
        <span className="rg-num">{format.dateTime(at)}</span>
      </p>
      <div className={styles.sides}>
        <LifeSideView name={t("side.inForce")} side={moment.in_force} />
        <LifeSideView name={t("side.draft")} side={moment.draft} isDraft />
      </div>
    </li>
  );
}
