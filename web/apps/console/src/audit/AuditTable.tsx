// Lines of the audit log.
import type { AuditLine } from "@regulars/client";
import { EmptyState, ResponsiveTable, useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { agentWords } from "../account/agentWords";
import styles from "../settings/ListFrame.module.css";
import { AuditAbout } from "./AuditAbout";
import { actionWords } from "./actionWords";
import type { Names } from "./detailWords";

interface AuditTableProps {
  rows: AuditLine[] | undefined;
  names: Names;
  isRefreshing: boolean;
}

export function AuditTable({ rows, names, isRefreshing }: AuditTableProps) {
  const { t } = useTranslation(["audit", "account"]);
  const format = useFormat();
  const who = ({ actor }: AuditLine) => {
    if (actor === "member") return t("themselves");
    if (actor === "command line") return t("commandLine");
    return actor.replace(/^(staff|key):/, "") || t("nobody");
  };
  const from = ({ address, agent }: AuditLine) =>
    [agentWords(agent), address].filter(Boolean).join(" · ") || format.nothing;
  const columns: TableColumnType<AuditLine>[] = [
    {
      key: "at",
      title: t("column.at"),
      className: "rg-num",
      render: (_, { at }) => format.dateTime(at),
    },
    { key: "who", title: t("column.who"), render: (_, line) => who(line) },
    { key: "what", title: t("column.what"), render: (_, line) => actionWords(line, t) },
    { key: "about", title: t("column.about"), render: (_, line) => <AuditAbout line={line} names={names} /> },
    { key: "from", title: t("column.from"), render: (_, line) => from(line) },
  ];
  return (
    <ResponsiveTable<AuditLine>
      label={t("title")}
      columns={columns}
      rows={rows}
      rowKey={({ line_no }) => String(line_no)}
      card={(line) => (
        <div className={styles.card}>
          <p className={styles.line}>
            <b>{actionWords(line, t)}</b>
            <span className="rg-num">{format.dateTime(line.at)}</span>
          </p>
          <p className={styles.small}>{`${who(line)} · ${from(line)}`}</p>
          <p className={styles.small}>
            <AuditAbout line={line} names={names} />
          </p>
        </div>
      )}
      empty={<EmptyState title={t("empty")} advice={t("emptyAdvice")} />}
      isRefreshing={isRefreshing}
      minWidth={880}
    />
  );
}
