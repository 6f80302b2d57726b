// The columns of the table of lots.
import type { Lot } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import type { TableColumnType } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export function useLotColumns(): TableColumnType<Lot>[] {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  return useMemo(() => {
    const figure = { align: "right" as const, className: "rg-num rg-nowrap" };
    return [
      {
        key: "earned_at",
        title: t("lot.earnedAt"),
        className: "rg-num rg-nowrap",
        render: (_, lot) => format.date(lot.earned_at),
      },
      {
        key: "rule",
        title: t("lot.rule"),
        render: (_, lot) => say(lot.rule_text) || format.nothing,
      },
      {
        key: "order",
        title: t("lot.order"),
        className: "rg-num rg-nowrap",
        render: (_, lot) => lot.order_id ?? format.nothing,
      },
      {
        key: "status",
        title: t("lot.status"),
        className: "rg-nowrap",
        render: (_, lot) =>
          lot.status === "in_review"
            ? t("lot.inReview")
            : lot.status === "pending"
              ? t("lot.pendingUntil", { at: format.dateTime(lot.active_at) })
              : t("lot.active"),
      },
      { key: "amount", ...figure, title: t("lot.amount"), render: (_, lot) => format.count(lot.amount) },
      {
        key: "remaining",
        ...figure,
        title: t("lot.remaining"),
        render: (_, lot) => <b>{format.count(lot.remaining)}</b>,
      },
      {
        key: "last_day",
        ...figure,
        title: t("lot.lastDay"),
        render: (_, lot) => (lot.last_day ? format.date(lot.last_day) : t("lot.never")),
      },
    ];
  }, [format, say, t]);
}
