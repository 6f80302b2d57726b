// Why somebody has to read a member's data in full; what is said here is kept for ever.
import type { Unmasked } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../adjust/RefusalNote";
import { useUnmask } from "./useUnmask";

interface UnmaskModalProps {
  memberId: string;
  onClose: () => void;
  onShown: (shown: Unmasked) => void;
}

export function UnmaskModal({ memberId, onClose, onShown }: UnmaskModalProps) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const unmask = useUnmask(memberId);
  const submit = ({ reason }: { reason: string }) => unmask.mutate(reason.trim(), { onSuccess: onShown });
  return (
    <Modal open title={t("unmask.title")} width={isPhone ? "100%" : 480} onCancel={onClose} footer={null}>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="reason"
          label={t("unmask.reason")}
          extra={t("unmask.words")}
          rules={[{ required: true, min: 2, whitespace: true, message: t("unmask.reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={unmask.isPending} block>
          {t("unmask.confirm")}
        </Button>
      </Form>
      <RefusalNote error={unmask.error} />
    </Modal>
  );
}
