// The second step of a log-in: the code that the phone shows, or a recovery code.
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import styles from "./CodeStep.module.css";
import { useEnterCode, useLogout } from "./useSession";

export function CodeStep() {
  const { t } = useTranslation("session");
  const enter = useEnterCode();
  const logout = useLogout();
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => enter.mutate(code)}
    >
      <Form.Item
        name="code"
        label={t("code.code")}
        extra={t("code.recovery")}
        rules={[{ required: true, message: t("code.missing") }]}
      >
        <Input
          size="large"
          className="rg-num"
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="none"
          maxLength={40}
        />
      </Form.Item>
      <RefusalAlert error={enter.error} />
      <Button type="primary" size="large" htmlType="submit" block loading={enter.isPending}>
        {t("code.submit")}
      </Button>
      <Button
        type="link"
        block
        className={styles.back ?? ""}
        loading={logout.isPending}
        onClick={() => logout.mutate()}
      >
        {t("code.back")}
      </Button>
    </Form>
  );
}
