// Send everything again from a point in time, after asking.
import { useFocusReturn, useFormat, useIsPhone } from "@regulars/ui";
import { Alert, Button, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplay } from "./useWebhooks";
import { useWebhookRefusal } from "./useWebhookRefusal";

const HOURS = ["1", "24", "168", "696"] as const;
const HOUR_MS = 3_600_000;

export function ReplayButton({ endpointId }: { endpointId: string }) {
  const { t } = useTranslation("webhooks");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t("replay.open")}</Button>
      {isOpen && <ReplayModal endpointId={endpointId} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ReplayModal({ endpointId, onClose }: { endpointId: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const isPhone = useIsPhone();
  const format = useFormat();
  useFocusReturn();
  const [hours, setHours] = useState<(typeof HOURS)[number]>("1");
  const replay = useReplay(endpointId);
  const refusal = useWebhookRefusal(replay.error);
  const start = () => replay.mutate(new Date(Date.now() - Number(hours) * HOUR_MS).toISOString());
  return (
    <Modal
      open
      title={t("replay.title")}
      width={isPhone ? "100%" : 480}
      okText={replay.data ? t("replay.close") : t("replay.confirm")}
      confirmLoading={replay.isPending}
      onOk={replay.data ? onClose : start}
      onCancel={onClose}
    >
      {replay.data ? (
        <Alert type="success" showIcon title={t("replay.done", { number: format.count(replay.data.count) })} />
      ) : (
        <>
          <p>{t("replay.words")}</p>
          <Radio.Group
            value={hours}
            onChange={({ target }) => setHours(target.value as typeof hours)}
            options={HOURS.map((each) => ({ value: each, label: t(`replay.last.${each}`) }))}
            style={{ display: "grid", gap: 8 }}
          />
          {refusal && <Alert type="error" showIcon title={refusal} />}
        </>
      )}
    </Modal>
  );
}
