// A delivery as a card on a phone.
import type { Delivery } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./DeliveryCard.module.css";
import { DeliveryTag } from "./DeliveryTag";
import { useFactName } from "./useFactName";

interface DeliveryCardProps {
  delivery: Delivery;
  onRetry: () => void;
}

export function DeliveryCard({ delivery, onRetry }: DeliveryCardProps) {
  const { t } = useTranslation("webhooks");
  const format = useFormat();
  const factName = useFactName();
  return (
    <div className={styles.card}>
      <p className={styles.line}>
        <b>{factName(delivery.type)}</b>
        <span className="rg-num">{format.dateTime(delivery.created_at)}</span>
      </p>
      <p className={styles.line}>
        <DeliveryTag delivery={delivery} />
        {delivery.status === "dead" && (
          <Button size="small" onClick={onRetry}>
            {t("deliveries.retry")}
          </Button>
        )}
      </p>
      <p className={styles.small}>
        {t("deliveries.attempts", { number: format.count(delivery.attempts) })}
        {delivery.last_answer && ` · ${delivery.last_answer}`}
      </p>
    </div>
  );
}
