// Where an invitation or a reset leads: who it is for, and the password its holder chooses.
// The code stands behind # in the address, which browsers send to no server.
import { LoadingState } from "@regulars/ui";
import { Alert, Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { NewPasswordFields, type NewPassword } from "../account/NewPasswordFields";
import { RefusalAlert } from "../account/RefusalAlert";
import { EntryFrame } from "./EntryFrame";
import { useLink, useUseLink } from "./useLink";

export function WelcomePage() {
  const { t } = useTranslation("session");
  const code = useLocation().hash.slice(1);
  const link = useLink(code);
  const use = useUseLink(code);
  const purpose = link.data?.purpose ?? "invitation";

  if (use.data) {
    return (
      <EntryFrame title={t("welcome.done")} words={t("welcome.doneWords", use.data)}>
        <Link to="/login">
          <Button type="primary" size="large" block>
            {t("welcome.toLogin")}
          </Button>
        </Link>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t(`welcome.${purpose}.title`)} words={t(`welcome.${purpose}.words`)}>
      {link.isError || !code ? (
        <Alert type="error" showIcon title={t("welcome.invalid")} description={t("welcome.invalidWords")} />
      ) : !link.data ? (
        <LoadingState rows={4} />
      ) : (
        <Form<NewPassword>
          layout="vertical"
          requiredMark={false}
          onFinish={({ password }) => use.mutate(password)}
        >
          <Form.Item label={t("password.username")}>
            <Input size="large" readOnly autoComplete="username" value={link.data.username} />
          </Form.Item>
          <NewPasswordFields lengthMin={link.data.password_length_min} size="large" />
          <RefusalAlert error={use.error} />
          <Button type="primary" size="large" htmlType="submit" block loading={use.isPending}>
            {t("welcome.submit")}
          </Button>
        </Form>
      )}
    </EntryFrame>
  );
}
