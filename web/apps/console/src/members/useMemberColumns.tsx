// The columns of the member table.
import type { MemberItem, MemberSort } from "@regulars/client";
import { TierBadge, useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { TagChip } from "../tags/TagChip";
import { LifecycleTag } from "./LifecycleTag";
import type { ColumnKey } from "./memberColumns";
import { MemberName } from "./MemberName";
import { orderOf, ordersOf } from "./memberSort";
import { PointsCell } from "./PointsCell";
import styles from "./useMemberColumns.module.css";

export function useMemberColumns(sort: MemberSort, shown: ColumnKey[]): TableColumnType<MemberItem>[] {
  const { t } = useTranslation("members");
  const format = useFormat();
  return useMemo(() => {
    const sortable = (key: string) => ({
      key,
      sorter: true,
      sortOrder: orderOf(key, sort),
      sortDirections: ordersOf(key),
    });
    const figure = { align: "right" as const, className: "rg-num rg-nowrap" };
    const member: TableColumnType<MemberItem> = {
      ...sortable("member_no"),
      title: t("column.member"),
      render: (_, row) => <MemberName member={row} />,
    };
    const offered: (TableColumnType<MemberItem> & { key: string })[] = [
      {
        key: "tier",
        title: t("column.tier"),
        render: (_, { tier }) => <TierBadge tier={tier} />,
      },
      {
        key: "lifecycle",
        title: t("column.lifecycle"),
        render: (_, { lifecycle }) => <LifecycleTag stage={lifecycle} />,
      },
      {
        key: "tags",
        title: t("column.tags"),
        render: (_, { tags }) => (
          <span className={styles.tags}>
            {tags.map((tag) => (
              <TagChip key={tag.key} name={tag.name} color={tag.color} />
            ))}
          </span>
        ),
      },
      {
        ...sortable("spend"),
        ...figure,
        title: t("column.spend"),
        render: (_, { spend_minor }) => format.money(spend_minor),
      },
      {
        key: "orders",
        ...figure,
        title: t("column.orders"),
        render: (_, { orders }) => format.count(orders),
      },
      {
        ...sortable("points"),
        ...figure,
        title: t("column.points"),
        render: (_, member) => <PointsCell member={member} />,
      },
      {
        ...sortable("growth"),
        ...figure,
        title: t("column.growth"),
        render: (_, { growth }) => format.count(growth),
      },
      {
        ...sortable("last_order_at"),
        ...figure,
        title: t("column.lastOrder"),
        render: (_, { last_order_at }) => format.date(last_order_at),
      },
      {
        ...sortable("joined_at"),
        ...figure,
        title: t("column.joined"),
        render: (_, { joined_at }) => format.date(joined_at),
      },
    ];
    return [member, ...offered.filter(({ key }) => shown.some((name) => name === key))];
  }, [format, shown, sort, t]);
}
