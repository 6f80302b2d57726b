// Replacing a key: how long the old one works on.
import type { ApiKey, CreatedApiKey } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import styles from "./RotateKeyModal.module.css";
import { useRotateKey } from "./useApiKeys";

const OVERLAPS_HOURS = [0, 1, 24, 168];

interface RotateKeyModalProps {
  apiKey: ApiKey;
  onClose: () => void;
  onCreated: (created: CreatedApiKey) => void;
}

export function RotateKeyModal({ apiKey, onClose, onCreated }: RotateKeyModalProps) {
  const { t } = useTranslation("settings");
  const isPhone = useIsPhone();
  useFocusReturn();
  const rotate = useRotateKey();
  const [overlapHours, setOverlapHours] = useState(24);
  const send = () =>
    rotate.mutate(
      { keyId: apiKey.key_id, overlapHours },
      {
        onSuccess: (created) => {
          onClose();
          onCreated(created);
        },
      },
    );
  return (
    <Modal
      open
      title={t("keys.rotateOf", { name: apiKey.name })}
      width={isPhone ? "100%" : 480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" loading={rotate.isPending} onClick={send}>
          {t("keys.rotate")}
        </Button>
      }
    >
      <p>{t("keys.rotateWords")}</p>
      <Radio.Group
        className={styles.overlaps ?? ""}
        aria-label={t("keys.overlap")}
        value={overlapHours}
        onChange={({ target }) => setOverlapHours(target.value as number)}
        options={OVERLAPS_HOURS.map((hours) => ({
          value: hours,
          label: t(`keys.overlapFor.${String(hours)}`),
        }))}
      />
      <RefusalAlert error={rotate.error} />
    </Modal>
  );
}
