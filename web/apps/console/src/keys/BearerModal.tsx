// A key just made, shown this once, to be put into its system.
import type { CreatedApiKey } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { SecretNote } from "../settings/SecretNote";

interface BearerModalProps {
  created: CreatedApiKey;
  onClose: () => void;
}

export function BearerModal({ created, onClose }: BearerModalProps) {
  const { t } = useTranslation("settings");
  const isPhone = useIsPhone();
  useFocusReturn();
  return (
    <Modal
      open
      title={t("keys.made", { name: created.key.name })}
      width={isPhone ? "100%" : 520}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <SecretNote
        title={t("keys.once")}
        words={t("keys.onceWords")}
        name={t("keys.bearer")}
        secret={created.bearer}
      />
    </Modal>
  );
}
