// One's password: when it was changed, and changing it.
import type { Me } from "@regulars/client";
import { Panel, useFormat } from "@regulars/ui";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { NewPasswordFields, type NewPassword } from "./NewPasswordFields";
import { RefusalAlert } from "./RefusalAlert";
import styles from "./RefusalAlert.module.css";
import { useChangePassword } from "./useAccount";

interface Change extends NewPassword {
  current: string;
}

export function PasswordPanel({ me }: { me: Me }) {
  const { t } = useTranslation("account");
  const format = useFormat();
  const change = useChangePassword();
  const [form] = Form.useForm<Change>();
  return (
    <Panel
      title={t("password.title")}
      description={t("password.changedAt", { at: format.date(me.password_changed_at) })}
    >
      <Form<Change>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, password }) =>
          change.mutate(
            { current_password: current, password },
            { onSuccess: () => form.resetFields() },
          )
        }
      >
        <input type="hidden" name="username" autoComplete="username" value={me.staff.username} />
        <Form.Item
          name="current"
          label={t("password.current")}
          rules={[{ required: true, message: t("password.currentMissing") }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <NewPasswordFields lengthMin={me.password_length_min} />
        <RefusalAlert error={change.error} />
        {change.isSuccess && (
          <Alert className={styles.refusal} type="success" showIcon title={t("password.done")} />
        )}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t("password.submit")}
        </Button>
      </Form>
    </Panel>
  );
}
