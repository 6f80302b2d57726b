// Lines of the access log, page by page: one's own, or everybody's with whom they are about.
import type { AccessLine } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, StackPager, useFormat } from "@regulars/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import type { TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { agentWords } from "./agentWords";
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
  const { t } = useTranslation("account");
  const format = useFormat();
  const { data } = query;
  const next = data?.next_cursor;
  const from = ({ address, agent }: AccessLine) =>
    [agentWords(agent), address].filter(Boolean).join(" · ") || format.nothing;
  const who = ({ subject }: AccessLine) => subject.replace(/^(staff|key):/, "") || t("log.nobody");
  const by = ({ subject, actor }: AccessLine) =>
    actor && actor !== subject ? actor.replace(/^(staff|key):/, "") : format.nothing;
  const columns: TableColumnType<AccessLine>[] = [
    {
      key: "at",
      title: t("log.at"),
      className: "rg-num",
      render: (_, { at }) => format.dateTime(at),
    },
    { key: "kind", title: t("log.what"), render: (_, { kind }) => t(`log.kind.${kind}`) },
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
            <p className={styles.small}>{ofAll ? `${who(line)} · ${from(line)}` : from(line)}</p>
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
