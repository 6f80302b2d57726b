// Lines of the access log, page by page: one's own, or everybody's with whom they are about.
import type { AccessLine } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, StackPager, useFormat } from "@regulars/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import type { TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { agentWords } from "./agentWords";
import { policyWords } from "./policyWords";
import styles from "./SessionsPanel.module.css";

interface AccessTableProps {
  label: string;
  query: UseQueryResult<{ items: AccessLine[]; next_cursor: string | null }>;
  cursors: string[];
  onTurn: (cursors: string[]) => void;
  /** Shows whom each line is about, and who did it. */
  ofAll?: boolean;
}

export function AccessTable({ label, query, cursors, onTurn, ofAll = false }: AccessTableProps) {
  const { t } = useTranslation(["account", "security", "settings"]);
  const format = useFormat();
  const { data } = query;
  const next = data?.next_cursor;
  const from = ({ address, agent }: AccessLine) =>
    [agentWords(agent), address].filter(Boolean).join(" · ") || format.nothing;
  // What is nobody's access in particular is about no account; only a failure names one that there is not.
  const who = ({ subject, kind }: AccessLine) =>
    subject.replace(/^(staff|key):/, "") || (kind === "policy_changed" ? format.nothing : t("log.nobody"));
  const by = ({ subject, actor }: AccessLine) => {
    if (actor === "command line") return t("log.commandLine");
    return actor && actor !== subject ? actor.replace(/^(staff|key):/, "") : format.nothing;
  };
  const news = ({ kind, detail }: AccessLine) =>
    kind === "policy_changed" ? policyWords(detail, t) : "";
  const columns: TableColumnType<AccessLine>[] = [
    {
      key: "at",
      title: t("log.at"),
      className: "rg-num",
      render: (_, { at }) => format.dateTime(at),
    },
    {
      key: "kind",
      title: t("log.what"),
      render: (_, line) => (
        <>
          {t(`log.kind.${line.kind}`)}
          {news(line) && <div className={styles.small}>{news(line)}</div>}
        </>
      ),
    },
    ...(ofAll
      ? [
          { key: "who", title: t("log.who"), render: (_: unknown, line: AccessLine) => who(line) },
          { key: "by", title: t("log.by"), render: (_: unknown, line: AccessLine) => by(line) },
        ]
      : []),
    { key: "from", title: t("log.from"), render: (_, line) => from(line) },
  ];
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      <ResponsiveTable<AccessLine>
        label={label}
        columns={columns}
        rows={data?.items}
        rowKey={({ entry_no }) => String(entry_no)}
        card={(line) => (
          <div className={styles.card}>
            <p className={styles.line}>
              <b>{t(`log.kind.${line.kind}`)}</b>
              <span className="rg-num">{format.dateTime(line.at)}</span>
            </p>
            {news(line) && <p className={styles.small}>{news(line)}</p>}
            <p className={styles.small}>{ofAll ? `${line.kind === "policy_changed" ? by(line) : who(line)} · ${from(line)}` : from(line)}</p>
          </div>
        )}
        empty={<EmptyState title={t("log.empty")} />}
        isRefreshing={query.isPlaceholderData}
        skeletonRows={4}
      />
      {data && (cursors.length > 0 || next) && (
        <StackPager
          page={null}
          pageSize={data.items.length}
          total={null}
          shown={data.items.length}
          onPrevious={cursors.length > 0 ? () => onTurn(cursors.slice(0, -1)) : undefined}
          onNext={next ? () => onTurn([...cursors, next]) : undefined}
        />
      )}
    </>
  );
}
