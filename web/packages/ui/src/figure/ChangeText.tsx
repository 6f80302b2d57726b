// A change with its arrow: coloured when it is good or bad news, grey when it is neither.
import { changeOf } from "../format/changeOf";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "react-i18next";
import styles from "./ChangeText.module.css";

export type GoodDirection = "up" | "down" | "neither";

interface ChangeTextProps {
  now: number;
  before: number | null;
  isRatio: boolean;
  good: GoodDirection;
}

const ARROWS = { up: "↑", down: "↓", level: "→" } as const;

export function ChangeText({ now, before, isRatio, good }: ChangeTextProps) {
  const format = useFormat();
  const { t } = useTranslation("ui");
  const change = changeOf(now, before, isRatio);
  if (!change) return <span className={styles.level}>{format.nothing}</span>;
  const text = isRatio
    ? t("change.points", { value: format.ratioPoints(change.amount) })
    : format.change(change.amount);
  const tone =
    change.direction === "level" || good === "neither"
      ? styles.level
      : change.direction === good
        ? styles.good
        : styles.bad;
  return (
    <span className={`${tone ?? ""} rg-num`}>
      <span aria-hidden>{ARROWS[change.direction]} </span>
      {text}
    </span>
  );
}
