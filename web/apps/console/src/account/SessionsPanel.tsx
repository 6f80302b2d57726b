// Where one is logged in, and logging out there.
import type { Me, OwnSession } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, useFormat } from "@regulars/ui";
import { Button, Tag, type TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { agentWords } from "./agentWords";
import { RefusalAlert } from "./RefusalAlert";
import styles from "./SessionsPanel.module.css";
import { useEndSessions, useMe, useMySessions } from "./useAccount";

const MINUTES_PER_HOUR = 60;

export function SessionsPanel() {
  const { t } = useTranslation("account");
  const format = useFormat();
  const me = useMe();
  const sessions = useMySessions();
  const end = useEndSessions();
  const items = sessions.data?.items;
  const where = (session: OwnSession) => agentWords(session.agent) || t("sessions.unknown");
  const idle = ({ session_idle_minutes: minutes }: Me) =>
    minutes % MINUTES_PER_HOUR === 0
      ? t("sessions.idleHours", { hours: format.count(minutes / MINUTES_PER_HOUR) })
      : t("sessions.idleMinutes", { minutes: format.count(minutes) });
  const tool = (session: OwnSession) =>
    session.is_current ? (
      <Tag>{t("sessions.current")}</Tag>
    ) : (
      <Button
        size="small"
        aria-label={t("sessions.endThis", { where: where(session), address: session.address })}
        loading={end.isPending && end.variables === session.session_id}
        onClick={() => end.mutate(session.session_id)}
      >
        {t("sessions.end")}
      </Button>
    );
  const columns: TableColumnType<OwnSession>[] = [
    { key: "where", title: t("sessions.where"), render: (_, session) => where(session) },
    { key: "address", title: t("sessions.address"), dataIndex: "address", className: "rg-num" },
    {
      key: "since",
      title: t("sessions.since"),
      className: "rg-num",
      render: (_, { created_at }) => format.dateTime(created_at),
    },
    {
      key: "seen",
      title: t("sessions.seen"),
      className: "rg-num",
      render: (_, { last_seen_at }) => format.dateTime(last_seen_at),
    },
    {
      key: "end",
      title: <span className="rg-visually-hidden">{t("sessions.end")}</span>,
      align: "right",
      render: (_, session) => tool(session),
    },
  ];
  return (
    <Panel
      title={t("sessions.title")}
      description={me.data && t("sessions.words", { idle: idle(me.data), hours: format.count(me.data.session_hours) })}
      flush
      actions={
        items &&
        items.length > 1 && (
          <Button
            loading={end.isPending && end.variables === null}
            onClick={() => end.mutate(null)}
          >
            {t("sessions.endOthers")}
          </Button>
        )
      }
    >
      <RefusalAlert error={end.error} />
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ResponsiveTable<OwnSession>
          label={t("sessions.title")}
          columns={columns}
          rows={items}
          rowKey={({ session_id }) => session_id}
          card={(session) => (
            <div className={styles.card}>
              <p className={styles.line}>
                <b>{where(session)}</b>
                {tool(session)}
              </p>
              <p className={styles.small}>
                {t("sessions.cardWords", {
                  address: session.address,
                  seen: format.dateTime(session.last_seen_at),
                })}
              </p>
            </div>
          )}
          empty={<EmptyState title={t("sessions.title")} />}
          skeletonRows={3}
        />
      )}
    </Panel>
  );
}
