// 接口密钥: what systems show instead of a log-in; create, replace, revoke.
import type { ApiKey, CreatedApiKey } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, useFormat } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../settings/ListFrame.module.css";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { BearerModal } from "./BearerModal";
import { CreateKeyModal } from "./CreateKeyModal";
import { KeyActions } from "./KeyActions";
import { KeyState } from "./KeyState";
import { RotateKeyModal } from "./RotateKeyModal";
import { scopeWords } from "./scopeWords";
import { useApiKeys } from "./useApiKeys";
import { useKeyColumns } from "./useKeyColumns";

export function KeysPage() {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const keys = useApiKeys();
  const [isCreating, setIsCreating] = useState(false);
  const [rotating, setRotating] = useState<ApiKey | null>(null);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const actions = (key: ApiKey) => <KeyActions apiKey={key} onRotate={setRotating} />;
  const columns = useKeyColumns(actions);
  const create = (
    <Button type="primary" onClick={() => setIsCreating(true)}>
      {t("keys.create")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("keys.title")} words={t("keys.words")}>
        {keys.data && create}
      </PageHead>
      <SettingsTabs />
      <div className={styles.panel}>
        {keys.isError ? (
          <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
        ) : (
          <ResponsiveTable<ApiKey>
            label={t("keys.title")}
            columns={columns}
            rows={keys.data?.items}
            rowKey={({ key_id }) => key_id}
            card={(key) => (
              <div className={styles.card}>
                <p className={styles.line}>
                  <b>{key.name}</b>
                  <KeyState apiKey={key} />
                </p>
                <p className={styles.small}>
                  {key.scopes.map((scope) => scopeWords(scope, t)).join(t("keys.and"))}
                </p>
                <p className={styles.line}>
                  <span className={styles.small}>
                    {t("keys.usedOn", { on: format.date(key.last_used_on) })}
                  </span>
                  {actions(key)}
                </p>
              </div>
            )}
            empty={<EmptyState title={t("keys.empty")} advice={t("keys.emptyAdvice")} />}
            minWidth={960}
          />
        )}
      </div>
      {isCreating && keys.data && (
        <CreateKeyModal
          scopes={keys.data.scopes}
          unitScopes={keys.data.unit_scopes}
          onClose={() => setIsCreating(false)}
          onCreated={setCreated}
        />
      )}
      {rotating && (
        <RotateKeyModal
          apiKey={rotating}
          onClose={() => setRotating(null)}
          onCreated={setCreated}
        />
      )}
      {created && <BearerModal created={created} onClose={() => setCreated(null)} />}
    </>
  );
}
