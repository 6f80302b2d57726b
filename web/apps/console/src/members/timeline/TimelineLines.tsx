// The lines of an order or refund; what is not goods says what it is.
import type { TimelineLine } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./TimelineLines.module.css";

export function TimelineLines({ lines }: { lines: TimelineLine[] }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  return (
    <ul className={styles.lines}>
      {lines.map((line, index) => (
        // Lines have no number of their own here and never change order.
        <li key={index}>
          <span>
            {[line.name, line.sku].find(Boolean) ?? format.nothing}
            {line.kind !== "goods" && (
              <span className={styles.kind}>
                {t(`lineKind.${line.kind}`, { defaultValue: line.kind })}
              </span>
            )}
          </span>
          <span className="rg-num">
            {t("timeline.quantity", { quantity: format.count(line.quantity) })}
          </span>
          <span className="rg-num">{format.money(line.amount_minor)}</span>
        </li>
      ))}
    </ul>
  );
}
