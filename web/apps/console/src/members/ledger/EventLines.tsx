// The lines of the order or refund behind an entry; a few at once, all on request.
import { useFormat } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./EventLines.module.css";
import { linesOf } from "./eventLines";

const SHOWN_AT_FIRST = 5;

export function EventLines({ body }: { body: Record<string, unknown> | null }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const [showsAll, setShowsAll] = useState(false);
  const lines = linesOf(body);
  if (lines.length === 0) return null;
  const shown = showsAll ? lines : lines.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul className={styles.lines}>
        {shown.map(({ key, name, quantity, amountMinor }) => (
          <li key={key}>
            <span>{name}</span>
            <span className="rg-num">
              {quantity !== null && t("timeline.quantity", { quantity: format.count(quantity) })}
            </span>
            <span className="rg-num">{amountMinor !== null && format.money(amountMinor)}</span>
          </li>
        ))}
      </ul>
      {lines.length > shown.length && (
        <Button type="link" size="small" onClick={() => setShowsAll(true)}>
          {t("timeline.allLines", { count: lines.length })}
        </Button>
      )}
    </>
  );
}
