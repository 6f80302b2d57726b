// Freeze a member or end the freeze: what it stops is said before it is done, and a reason is asked for.
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../adjust/RefusalNote";
import { useFreeze } from "./useFreeze";

interface FreezeModalProps {
  memberId: string;
  isFrozen: boolean;
  onClose: () => void;
}

interface Draft {
  what: "spend" | "all";
  reason: string;
}

export function FreezeModal({ memberId, isFrozen, onClose }: FreezeModalProps) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const freeze = useFreeze(memberId);
  const submit = ({ what, reason }: Draft) =>
    freeze.mutate(
      { what: isFrozen ? null : what, reason: reason.trim() },
      { onSuccess: (outcome) => outcome.status === "accepted" && onClose() },
    );
  return (
    <Modal
      open
      title={t(isFrozen ? "freeze.end" : "freeze.title")}
      width={isPhone ? "100%" : 520}
      onCancel={onClose}
      footer={null}
    >
      <Form<Draft> layout="vertical" requiredMark={false} initialValues={{ what: "spend" }} onFinish={submit}>
        {!isFrozen && (
          <Form.Item name="what" label={t("freeze.what")}>
            <Radio.Group
              options={[
                { value: "spend", label: t("freeze.spend") },
                { value: "all", label: t("freeze.all") },
              ]}
            />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t("adjust.reason")}
          extra={t("adjust.reasonWords")}
          rules={[{ required: true, whitespace: true, message: t("adjust.reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        <Button type="primary" danger={!isFrozen} htmlType="submit" loading={freeze.isPending} block>
          {t(isFrozen ? "freeze.confirmEnd" : "freeze.confirm")}
        </Button>
      </Form>
      <RefusalNote error={freeze.error} outcome={freeze.data} />
    </Modal>
  );
}
