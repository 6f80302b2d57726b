// The columns of the table of staff.
import type { Assignment, StaffItem } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StaffState } from "./StaffState";

export function useStaffColumns(
  actions: (account: StaffItem) => ReactNode,
  roleWords: (assignments: Assignment[]) => string,
): TableColumnType<StaffItem>[] {
  const { t } = useTranslation(["settings", "account"]);
  const format = useFormat();
  return [
    { key: "name", title: t("staff.column.name"), dataIndex: "display_name" },
    { key: "username", title: t("staff.column.username"), dataIndex: "username" },
    {
      key: "roles",
      title: t("staff.column.roles"),
      width: 260,
      render: (_, { assignments }) => roleWords(assignments),
    },
    {
      key: "email",
      title: t("staff.column.email"),
      render: (_, { email }) => email ?? format.nothing,
    },
    {
      key: "state",
      title: t("staff.column.state"),
      render: (_, account) => <StaffState account={account} />,
    },
    {
      key: "seen",
      title: t("staff.column.seen"),
      align: "right",
      className: "rg-num",
      render: (_, { last_seen_at }) => format.dateTime(last_seen_at),
    },
    {
      key: "actions",
      title: <span className="rg-visually-hidden">{t("staff.actions")}</span>,
      align: "right",
      render: (_, account) => actions(account),
    },
  ];
}
