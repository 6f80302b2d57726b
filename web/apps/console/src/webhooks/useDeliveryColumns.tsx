// The columns of the table of deliveries.
import type { Delivery } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Button, type TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DeliveryTag } from "./DeliveryTag";
import { useFactName } from "./useFactName";

export function useDeliveryColumns(
  onRetry: (delivery: Delivery) => void,
): TableColumnType<Delivery>[] {
  const { t } = useTranslation("webhooks");
  const format = useFormat();
  const factName = useFactName();
  return [
    { key: "what", title: t("column.what"), render: (_, { type }) => factName(type) },
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
    {
      key: "status",
      title: t("column.status"),
      render: (_, delivery) => <DeliveryTag delivery={delivery} />,
    },
    {
      key: "answer",
      title: t("column.answer"),
      render: (_, { last_answer }) => last_answer ?? format.nothing,
    },
    {
      key: "attempts",
      title: t("column.attempts"),
      align: "right",
      className: "rg-num",
      render: (_, { attempts }) => format.count(attempts),
    },
    {
      key: "created",
      title: t("column.created"),
      align: "right",
      className: "rg-num",
      render: (_, { created_at }) => format.dateTime(created_at),
    },
    {
      key: "attempted",
      title: t("column.attempted"),
      align: "right",
      className: "rg-num",
      render: (_, { last_attempt_at }) => format.dateTime(last_attempt_at),
    },
    {
      key: "retry",
      title: <span className="rg-visually-hidden">{t("deliveries.retry")}</span>,
      align: "right",
      render: (_, delivery) =>
        delivery.status === "dead" && (
          <Button size="small" onClick={() => onRetry(delivery)}>
            {t("deliveries.retry")}
          </Button>
        ),
    },
  ];
}
