// How a delivery stands, in a word.
import type { Delivery } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";

const COLORS = { pending: "processing", delivered: "success", dead: "error" } as const;

export function DeliveryTag({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("webhooks");
  const format = useFormat();
  const tag = <Tag color={COLORS[delivery.status]}>{t(`status.${delivery.status}`)}</Tag>;
  if (!delivery.next_attempt_at) return tag;
  const when = format.dateTime(delivery.next_attempt_at);
  return <Tooltip title={t("deliveries.next", { when })}>{tag}</Tooltip>;
}
