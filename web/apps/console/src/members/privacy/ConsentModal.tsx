// Write down what a member said about being reached or judged.
import type { ConsentIn } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../adjust/RefusalNote";
import { useRecordConsent } from "./useConsents";

const CHANNELS = ["sms", "email", "call", "wechat", "push", "post"] as const;
const PURPOSES = ["marketing", "surveys", "profiling", "partners"] as const;

type Draft = Pick<ConsentIn, "channel" | "purpose" | "granted" | "source">;

export function ConsentModal({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const record = useRecordConsent(memberId);
  return (
    <Modal open title={t("privacy.record")} width={isPhone ? "100%" : 480} onCancel={onClose} footer={null}>
      <Form<Draft>
        layout="vertical"
        requiredMark={false}
        initialValues={{ channel: "sms", purpose: "marketing", granted: true }}
        onFinish={(draft) =>
          record.mutate({ ...draft, source: draft.source.trim() }, { onSuccess: onClose })
        }
      >
        <Form.Item name="channel" label={t("privacy.channelLabel")}>
          <Select options={CHANNELS.map((value) => ({ value, label: t(`privacy.channel.${value}`) }))} />
        </Form.Item>
        <Form.Item name="purpose" label={t("privacy.purposeLabel")}>
          <Select options={PURPOSES.map((value) => ({ value, label: t(`privacy.purpose.${value}`) }))} />
        </Form.Item>
        <Form.Item name="granted" label={t("privacy.answer")}>
          <Radio.Group
            options={[
              { value: true, label: t("privacy.granted") },
              { value: false, label: t("privacy.refused") },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="source"
          label={t("privacy.source")}
          extra={t("privacy.sourceWords")}
          rules={[{ required: true, whitespace: true, message: t("privacy.sourceWords") }]}
        >
          <Input maxLength={64} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={record.isPending} block>
          {t("privacy.save")}
        </Button>
      </Form>
      <RefusalNote error={record.error} />
    </Modal>
  );
}
