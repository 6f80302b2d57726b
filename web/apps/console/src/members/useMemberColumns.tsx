// The columns of the member table.
import type { MemberItem, MemberSort } from "@regulars/client";
import { TierBadge, useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LifecycleTag } from "./LifecycleTag";
import { MemberName } from "./MemberName";
import { orderOf, ordersOf } from "./memberSort";
import { PointsCell } from "./PointsCell";

export function useMemberColumns(sort: MemberSort): TableColumnType<MemberItem>[] {
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
    return [
      {
        ...sortable("member_no"),
        title: t("column.member"),
        render: (_, member) => <MemberName member={member} />,
      },
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
  }, [format, sort, t]);
}
