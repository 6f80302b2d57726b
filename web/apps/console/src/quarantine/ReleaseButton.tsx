// Lets a held event through, after asking.
import type { QuarantinedEvent } from "@regulars/client";
import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";

interface ReleaseButtonProps {
  event: QuarantinedEvent;
  isBusy: boolean;
  onRelease: (event: QuarantinedEvent) => void;
}

export function ReleaseButton({ event, isBusy, onRelease }: ReleaseButtonProps) {
  const { t } = useTranslation("quarantine");
  return (
    <Popconfirm
      title={t("release.ask")}
      description={t("release.words")}
      okText={t("release.confirm")}
      placement="topRight"
      onConfirm={() => onRelease(event)}
      styles={{ root: { maxWidth: 320 } }}
    >
      <Button size="small" loading={isBusy}>
        {t("release.open")}
      </Button>
    </Popconfirm>
  );
}
