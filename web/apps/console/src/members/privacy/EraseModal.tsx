// Erase a member for ever: what goes and what stays is said first, and the number is typed again.
import type { Member } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../adjust/RefusalNote";
import { useErase } from "./useErase";

interface Draft {
  no: string;
  reason: string;
}

export function EraseModal({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const erase = useErase(member.member_id);
  const number = String(member.member_no);
  const isTyped = (_: unknown, typed?: string) =>
    typed?.trim().replace(/^#/, "") === number ? Promise.resolve() : Promise.reject(new Error());
  return (
    <Modal open title={t("erase.title")} width={isPhone ? "100%" : 520} onCancel={onClose} footer={null}>
      <Alert type="warning" showIcon title={t("erase.goes")} description={t("erase.stays")} />
      <Form<Draft>
        layout="vertical"
        requiredMark={false}
        style={{ marginTop: 16 }}
        onFinish={({ reason }) =>
          erase.mutate({ member_no: member.member_no, reason: reason.trim() }, { onSuccess: onClose })
        }
      >
        <Form.Item
          name="no"
          label={t("erase.number", { no: number })}
          validateTrigger="onSubmit"
          rules={[{ validator: isTyped, message: t("erase.numberWrong") }]}
        >
          <Input autoFocus inputMode="numeric" maxLength={20} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("unmask.reason")}
          extra={t("erase.reasonWords")}
          rules={[{ required: true, min: 2, whitespace: true, message: t("unmask.reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        <Button type="primary" danger htmlType="submit" loading={erase.isPending} block>
          {t("erase.confirm")}
        </Button>
      </Form>
      <RefusalNote error={erase.error} />
    </Modal>
  );
}
