// Why two members are merged or parted again, and the button that does it.
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";

interface ReasonFormProps {
  confirm: string;
  isBusy: boolean;
  isDisabled: boolean;
  onConfirm: (reason: string) => void;
}

export function ReasonForm({ confirm, isBusy, isDisabled, onConfirm }: ReasonFormProps) {
  const { t } = useTranslation("merges");
  return (
    <Form<{ reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ reason }) => onConfirm(reason.trim())}
    >
      <Form.Item
        name="reason"
        label={t("reason.label")}
        extra={t("reason.words")}
        rules={[{ required: true, whitespace: true, message: t("reason.missing") }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={isDisabled} block>
        {confirm}
      </Button>
    </Form>
  );
}
