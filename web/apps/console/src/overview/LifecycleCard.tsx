// Members by how lately they bought.
import type { Board, Lifecycle } from "@regulars/client";
import { ChartFrame, useFormat, type ChartTable } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { BarList } from "./BarList";
import { membersLink } from "./boardLinks";

const STAGES: { key: Lifecycle; of: keyof Board["members"]; color: string }[] = [
  { key: "new", of: "newcomers", color: "var(--rg-brand)" },
  { key: "active", of: "active", color: "var(--rg-brand)" },
  { key: "dormant", of: "dormant", color: "var(--rg-grey)" },
  { key: "lost", of: "lost", color: "var(--rg-grey)" },
  { key: "without_order", of: "without_order", color: "var(--rg-grey-soft)" },
];

interface CardProps {
  board: Board;
  className?: string;
}

export function LifecycleCard({ board, className }: CardProps) {
  const { t } = useTranslation(["overview", "members"]);
  const format = useFormat();
  const rows = STAGES.map(({ key, of, color }) => ({
    key,
    color,
    name: t(`members:lifecycle.${key}`),
    members: board.members[of],
  }));
  const table: ChartTable<(typeof rows)[number]> = {
    rows,
    rowKey: ({ key }) => key,
    columns: [
      { key: "stage", title: t("lifecycle.stage"), value: ({ name }) => name },
      {
        key: "members",
        title: t("tiers.members"),
        value: ({ members }) => members,
        text: ({ members }) => format.count(members),
      },
    ],
  };
  return (
    <ChartFrame
      title={t("lifecycle.title")}
      description={t("lifecycle.words")}
      table={table}
      fileName={`lifecycle-${board.to}`}
      className={className}
    >
      <BarList
        items={rows.map(({ key, color, name, members }) => ({
          key: `lifecycle-${key}`,
          label: name,
          value: members,
          text: format.count(members),
          color,
          to: membersLink({ lifecycle: key }),
        }))}
      />
    </ChartFrame>
  );
}
