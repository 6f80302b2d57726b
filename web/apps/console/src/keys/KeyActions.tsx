// Replacing a key, and revoking it after asking.
import type { ApiKey } from "@regulars/client";
import { Button, Popconfirm, Space } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { useRevokeKey } from "./useApiKeys";

interface KeyActionsProps {
  apiKey: ApiKey;
  onRotate: (key: ApiKey) => void;
}

export function KeyActions({ apiKey, onRotate }: KeyActionsProps) {
  const { t } = useTranslation("settings");
  const revoke = useRevokeKey();
  const { name, state, key_id } = apiKey;
  if (state === "revoked" || state === "expired") return null;
  return (
    <>
      <RefusalAlert error={revoke.error} />
      <Space size={8}>
        {state === "active" && (
          <Button
            size="small"
            aria-label={t("keys.rotateOf", { name })}
            onClick={() => onRotate(apiKey)}
          >
            {t("keys.rotate")}
          </Button>
        )}
        <Popconfirm
          title={t("keys.ask", { name })}
          description={t("keys.askWords")}
          okText={t("keys.revoke")}
          okButtonProps={{ danger: true }}
          placement="topRight"
          onConfirm={() => revoke.mutate(key_id)}
          styles={{ root: { maxWidth: 320 } }}
        >
          <Button
            size="small"
            danger
            loading={revoke.isPending}
            aria-label={t("keys.revokeOf", { name })}
          >
            {t("keys.revoke")}
          </Button>
        </Popconfirm>
      </Space>
    </>
  );
}
