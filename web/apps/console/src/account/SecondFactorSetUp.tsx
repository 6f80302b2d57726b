// Setting up a second factor: scan, enter a first code, keep the recovery codes.
import type { EnrolmentDone } from "@regulars/client";
import { LoadingState } from "@regulars/ui";
import { Button, Form, Input } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { RecoveryCodes } from "./RecoveryCodes";
import { RefusalAlert } from "./RefusalAlert";
import styles from "./SecondFactorSetUp.module.css";
import { useBeginSecondFactor, useConfirmSecondFactor } from "./useSecondFactor";

interface SecondFactorSetUpProps {
  /** Not needed while a log-in waits for the second factor. */
  password?: string;
  onDone: (done: EnrolmentDone) => void;
}

export function SecondFactorSetUp({ password, onDone }: SecondFactorSetUpProps) {
  const { t } = useTranslation("account");
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  const { mutate } = begin;
  useEffect(() => mutate(password), [mutate, password]);

  const { data: done } = confirm;
  if (done) return <RecoveryCodes codes={done.recovery_codes} onKept={() => onDone(done)} />;
  if (begin.error) return <RefusalAlert error={begin.error} />;
  if (!begin.data) return <LoadingState rows={6} />;
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => confirm.mutate(code)}
    >
      <p>{t("factor.scan")}</p>
      <img className={styles.qr} src={begin.data.qr} alt={t("factor.picture")} />
      <p className={styles.words}>{t("factor.typed")}</p>
      <code className={styles.secret}>{begin.data.secret.match(/.{1,4}/g)?.join(" ")}</code>
      <Form.Item
        name="code"
        label={t("factor.firstCode")}
        rules={[{ required: true, message: t("factor.codeMissing") }]}
      >
        <Input
          className="rg-num"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
        />
      </Form.Item>
      <RefusalAlert error={confirm.error} />
      <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
        {t("factor.confirm")}
      </Button>
    </Form>
  );
}
