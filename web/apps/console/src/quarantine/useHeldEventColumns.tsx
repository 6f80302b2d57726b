// The columns of the table of held events.
import type { QuarantinedEvent } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { eventWords, reasonWords } from "../events/eventWords";
import { ReleaseButton } from "./ReleaseButton";

export function useHeldEventColumns(
  onRelease: (event: QuarantinedEvent) => void,
  busyId: string | undefined,
): TableColumnType<QuarantinedEvent>[] {
  const { t } = useTranslation(["quarantine", "events"]);
  const format = useFormat();
  return [
    { key: "what", title: t("column.what"), render: (_, { type }) => eventWords(type, t) },
    {
      key: "reason",
      title: t("column.reason"),
      render: (_, { code, detail }) => reasonWords(code, detail, t),
    },
    {
      key: "member",
      title: t("column.member"),
      render: (_, { member_id }) =>
        member_id ? (
          <Link to={`/members/${member_id}`}>{t("openMember")}</Link>
        ) : (
          format.nothing
        ),
    },
    { key: "source", title: t("column.source"), render: (_, { source, id }) => `${source} · ${id}` },
    {
      key: "occurred",
      title: t("column.occurred"),
      align: "right",
      className: "rg-num",
      render: (_, { occurred_at }) => format.dateTime(occurred_at),
    },
    {
      key: "received",
      title: t("column.received"),
      align: "right",
      className: "rg-num",
      render: (_, { received_at }) => format.dateTime(received_at),
    },
    {
      key: "release",
      title: <span className="rg-visually-hidden">{t("release.open")}</span>,
      align: "right",
      render: (_, event) => (
        <ReleaseButton event={event} isBusy={busyId === event.id} onRelease={onRelease} />
      ),
    },
  ];
}
