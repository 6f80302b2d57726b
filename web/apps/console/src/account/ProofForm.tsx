// Asks for the present password: a screen left open must not be enough to take an account over.
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "./RefusalAlert";

interface ProofFormProps {
  words: string;
  error: unknown;
  isBusy: boolean;
  onProve: (password: string) => void;
}

export function ProofForm({ words, error, isBusy, onProve }: ProofFormProps) {
  const { t } = useTranslation("account");
  return (
    <Form<{ current: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ current }) => onProve(current)}
    >
      <p>{words}</p>
      <Form.Item
        name="current"
        label={t("password.current")}
        rules={[{ required: true, message: t("password.currentMissing") }]}
      >
        <Input.Password autoFocus autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <RefusalAlert error={error} />
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t("next")}
      </Button>
    </Form>
  );
}
