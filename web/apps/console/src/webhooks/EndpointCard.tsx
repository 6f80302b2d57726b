// One endpoint: where, what, how it stands, and what can be done with it.
import type { Endpoint } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Alert, Button, Popconfirm, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./EndpointCard.module.css";
import { useFactName } from "./useFactName";
import { useChangeWebhook, usePing, useRemoveWebhook, useRotateSecret } from "./useWebhooks";
import { useWebhookRefusal } from "./useWebhookRefusal";

interface EndpointCardProps {
  endpoint: Endpoint;
  onEdit: () => void;
  onSecret: (secret: string) => void;
}

export function EndpointCard({ endpoint, onEdit, onSecret }: EndpointCardProps) {
  const { t } = useTranslation("webhooks");
  const format = useFormat();
  const factName = useFactName();
  const change = useChangeWebhook();
  const remove = useRemoveWebhook();
  const rotate = useRotateSecret();
  const ping = usePing();
  const refusal = useWebhookRefusal(change.error ?? remove.error ?? rotate.error ?? ping.error);
  const { endpoint_id: id, is_active: isActive, failing_since: failingSince } = endpoint;
  const counts = [
    ["pending", endpoint.pending],
    ["delivered", endpoint.delivered],
    ["dead", endpoint.dead],
  ] as const;
  return (
    <article className={styles.card} aria-label={endpoint.url}>
      <header className={styles.head}>
        <div>
          <h2 className={styles.url}>{endpoint.url}</h2>
          <p className={styles.words}>
            {endpoint.description && `${endpoint.description} · `}
            {endpoint.types.length > 0
              ? endpoint.types.map(factName).join(t("separator"))
              : t("allTypes")}
          </p>
        </div>
        <Switch
          checked={isActive}
          loading={change.isPending}
          aria-label={t("active")}
          onChange={(is_active) => change.mutate({ id, is_active })}
        />
      </header>
      {!isActive && endpoint.disabled_reason && (
        <Alert
          type={endpoint.disabled_reason === "staff" ? "info" : "error"}
          showIcon
          title={t(`disabled.${endpoint.disabled_reason}`)}
        />
      )}
      {isActive && failingSince && (
        <Alert
          type="warning"
          showIcon
          title={t("failing", { since: format.dateTime(failingSince) })}
        />
      )}
      {refusal && <Alert type="error" showIcon title={refusal} />}
      {ping.data && (
        <Alert
          type="success"
          showIcon
          title={<Link to={`/settings/webhooks/${id}`}>{t("pinged")}</Link>}
        />
      )}
      <dl className={styles.counts}>
        {counts.map(([status, count]) => (
          <div key={status}>
            <dt>{t(`status.${status}`)}</dt>
            <dd className="rg-num">
              <Link to={`/settings/webhooks/${id}?status=${status}`}>{format.count(count)}</Link>
            </dd>
          </div>
        ))}
      </dl>
      <footer className={styles.actions}>
        <Button size="small" loading={ping.isPending} onClick={() => ping.mutate(id)}>
          {t("ping")}
        </Button>
        <Button size="small" onClick={onEdit}>
          {t("edit")}
        </Button>
        <Popconfirm
          title={t("rotate.ask")}
          description={t("rotate.words")}
          okText={t("rotate.confirm")}
          styles={{ root: { maxWidth: 320 } }}
          onConfirm={() => rotate.mutate(id, { onSuccess: ({ secret }) => onSecret(secret) })}
        >
          <Button size="small" loading={rotate.isPending}>
            {t("rotate.open")}
          </Button>
        </Popconfirm>
        <Popconfirm
          title={t("remove.ask")}
          description={t("remove.words")}
          okText={t("remove.confirm")}
          okButtonProps={{ danger: true }}
          styles={{ root: { maxWidth: 320 } }}
          onConfirm={() => remove.mutate(id)}
        >
          <Button size="small" danger loading={remove.isPending}>
            {t("remove.open")}
          </Button>
        </Popconfirm>
      </footer>
    </article>
  );
}
