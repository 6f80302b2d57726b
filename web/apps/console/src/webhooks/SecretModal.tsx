// A secret, shown this once.
import { useIsPhone } from "@regulars/ui";
import { Button, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";

interface SecretModalProps {
  secret: string;
  onClose: () => void;
}

export function SecretModal({ secret, onClose }: SecretModalProps) {
  const { t } = useTranslation("webhooks");
  const isPhone = useIsPhone();
  return (
    <Modal
      open
      title={t("secret.title")}
      width={isPhone ? "100%" : 560}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("secret.kept")}
        </Button>
      }
    >
      <p>{t("secret.words")}</p>
      <Typography.Paragraph
        code
        copyable={{ text: secret, tooltips: [t("secret.copy"), t("secret.copied")] }}
        style={{ overflowWrap: "anywhere" }}
      >
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}
