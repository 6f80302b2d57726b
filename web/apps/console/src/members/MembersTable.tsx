// The rows of the member list: a table, or cards on a phone.
import type { MemberItem, MemberSort } from "@regulars/client";
import { ResponsiveTable } from "@regulars/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { MemberCard } from "./MemberCard";
import type { ColumnKey } from "./memberColumns";
import { sortOf } from "./memberSort";
import { useMemberColumns } from "./useMemberColumns";

interface MembersTableProps {
  rows: MemberItem[] | undefined;
  sort: MemberSort;
  columns: ColumnKey[];
  /** Ids of those who are ticked; undefined while nobody can be. */
  chosen: string[] | undefined;
  onChoose: (memberIds: string[]) => void;
  isRefreshing: boolean;
  onSort: (sort: MemberSort | undefined) => void;
  empty: ReactNode;
}

export function MembersTable(props: MembersTableProps) {
  const { rows, sort, isRefreshing, onSort, empty, chosen } = props;
  const { t } = useTranslation("members");
  const navigate = useNavigate();
  const columns = useMemberColumns(sort, props.columns);
  return (
    <ResponsiveTable<MemberItem>
      label={t("title")}
      columns={columns}
      rows={rows}
      rowKey={({ member_id }) => member_id}
      card={(member) => <MemberCard member={member} />}
      empty={empty}
      isRefreshing={isRefreshing}
      minWidth={1000}
      chosen={chosen}
      onChoose={props.onChoose}
      onOpen={({ member_id }) => void navigate(`/members/${member_id}`)}
      onSort={(_page, _filters, sorter) => {
        const chosen = Array.isArray(sorter) ? sorter[0] : sorter;
        onSort(sortOf(String(chosen?.columnKey ?? ""), chosen?.order ?? null));
      }}
    />
  );
}
