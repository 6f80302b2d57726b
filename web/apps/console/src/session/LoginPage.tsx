// Staff log-in.
import { ApiProblem, type Credentials } from "@regulars/client";
import { ErrorState, LoadingState } from "@regulars/ui";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";
import { LanguageSwitch } from "../shell/LanguageSwitch";
import { ThemeSwitch } from "../shell/ThemeSwitch";
import { Wordmark } from "../shell/Wordmark";
import { usePageTitle } from "../shell/usePageTitle";
import styles from "./LoginPage.module.css";
import { safeNext } from "./safeNext";
import { useLogin, useSession } from "./useSession";

const REFUSALS = new Set([400, 401, 403, 422]);

export function LoginPage() {
  const { t } = useTranslation("session");
  const [search] = useSearchParams();
  const session = useSession();
  const login = useLogin();
  usePageTitle(t("login.title"));

  if (session.data) return <Navigate to={safeNext(search.get("next"))} replace />;

  const { error } = login;
  const isRefused = error instanceof ApiProblem && REFUSALS.has(error.status);
  return (
    <div className={styles.page}>
      <div className={styles.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className={styles.card}>
        <Wordmark />
        <h1 className={styles.title}>{t("login.title")}</h1>
        <p className={styles.words}>{t("login.words")}</p>
        {session.isPending ? (
          <LoadingState rows={4} />
        ) : (
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            onFinish={(credentials) => login.mutate(credentials)}
          >
            <Form.Item
              name="username"
              label={t("login.username")}
              rules={[{ required: true, message: t("login.usernameMissing") }]}
            >
              <Input size="large" autoComplete="username" autoCapitalize="none" maxLength={128} />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("login.password")}
              rules={[{ required: true, message: t("login.passwordMissing") }]}
            >
              <Input.Password size="large" autoComplete="current-password" maxLength={256} />
            </Form.Item>
            {isRefused && (
              <Alert className={styles.refusal} type="error" showIcon title={t("login.refused")} />
            )}
            {error && !isRefused && <ErrorState error={error} />}
            <Button type="primary" size="large" htmlType="submit" block loading={login.isPending}>
              {t("login.submit")}
            </Button>
          </Form>
        )}
      </main>
    </div>
  );
}
