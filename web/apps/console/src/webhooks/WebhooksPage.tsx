// 推送: where facts are sent to, how each endpoint stands, and adding one.
import { PlusOutlined } from "@ant-design/icons";
import type { Endpoint } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { EndpointCard } from "./EndpointCard";
import { EndpointModal } from "./EndpointModal";
import { SecretModal } from "./SecretModal";
import { useWebhooks } from "./useWebhooks";
import styles from "./WebhooksPage.module.css";

export function WebhooksPage() {
  const { t } = useTranslation("webhooks");
  const query = useWebhooks();
  const [edited, setEdited] = useState<Endpoint | "new">();
  const [secret, setSecret] = useState<string>();
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEdited("new")}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("title")} words={t("words")}>
        {query.data && query.data.items.length > 0 && add}
      </PageHead>
      <SettingsTabs />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <LoadingState rows={6} />
      ) : query.data.items.length === 0 ? (
        <EmptyState title={t("empty")} advice={t("emptyAdvice")} action={add} />
      ) : (
        <ul className={styles.list}>
          {query.data.items.map((endpoint) => (
            <li key={endpoint.endpoint_id}>
              <EndpointCard
                endpoint={endpoint}
                onEdit={() => setEdited(endpoint)}
                onSecret={setSecret}
              />
            </li>
          ))}
        </ul>
      )}
      {edited && (
        <EndpointModal
          endpoint={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSecret={setSecret}
        />
      )}
      {secret && <SecretModal secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}
