// The columns of the ledger.
import type { Entry } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "./Amount";
import styles from "./useEntryColumns.module.css";

export function useEntryColumns(open: (entryNo: string) => void): TableColumnType<Entry>[] {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  return useMemo(() => {
    const figure = { align: "right" as const, className: "rg-num" };
    return [
      {
        key: "at",
        title: t("ledger.at"),
        width: 150,
        render: (_, entry) => (
          <span className={`${styles.at ?? ""} rg-num`}>{format.dateTime(entry.at)}</span>
        ),
      },
      {
        key: "what",
        title: t("ledger.what"),
        render: (_, entry) => (
          <span className={styles.what}>
            <button
              type="button"
              className={styles.open}
              onClick={(click) => {
                click.stopPropagation();
                open(String(entry.entry_no));
              }}
            >
              {say(entry.kind_text)}
            </button>
            <small title={say(entry.rule_text)}>{say(entry.rule_text)}</small>
          </span>
        ),
      },
      {
        key: "amount",
        ...figure,
        title: t("ledger.amount"),
        width: 90,
        render: (_, entry) => <Amount value={entry.amount} />,
      },
      {
        key: "balance",
        ...figure,
        title: t("ledger.balance"),
        width: 100,
        render: (_, entry) => format.count(entry.balance_after),
      },
    ];
  }, [format, open, say, t]);
}
