// The first step of a log-in: user name and password.
import type { Credentials } from "@regulars/client";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { ProviderWay } from "./ProviderWay";
import { useLogin } from "./useSession";

export function PasswordStep() {
  const { t } = useTranslation("session");
  const login = useLogin();
  return (
    <>
      <Form<Credentials>
        layout="vertical"
        requiredMark={false}
        onFinish={(credentials) => login.mutate(credentials)}
      >
        <Form.Item
          name="username"
          label={t("password.username")}
          rules={[{ required: true, message: t("password.usernameMissing") }]}
        >
          <Input size="large" autoComplete="username" autoCapitalize="none" maxLength={64} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("password.password")}
          rules={[{ required: true, message: t("password.passwordMissing") }]}
        >
          <Input.Password size="large" autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <RefusalAlert error={login.error} />
        <Button type="primary" size="large" htmlType="submit" block loading={login.isPending}>
          {t("password.submit")}
        </Button>
      </Form>
      <ProviderWay />
    </>
  );
}
