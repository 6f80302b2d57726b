// A link just made, shown this once, to be given to its person.
import type { StaffLink } from "@regulars/client";
import { useFocusReturn, useFormat, useIsPhone } from "@regulars/ui";
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { SecretNote } from "../settings/SecretNote";

interface LinkModalProps {
  link: StaffLink;
  onClose: () => void;
}

export function LinkModal({ link, onClose }: LinkModalProps) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const isPhone = useIsPhone();
  useFocusReturn();
  return (
    <Modal
      open
      title={t(`link.${link.purpose}`)}
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
        title={t("link.once")}
        words={t("link.words", { until: format.dateTime(link.expires_at) })}
        name={t("link.name")}
        secret={window.location.origin + link.path}
      />
    </Modal>
  );
}
