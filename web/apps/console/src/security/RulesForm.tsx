// Rules of log-in of staff or of members: numbers between bounds. What a change does is said before it is done.
import type { SecurityEffect, SecuritySettings } from "@regulars/client";
import { Button, Form, InputNumber, message, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { EffectOfRules } from "./EffectOfRules";
import styles from "./RulesForm.module.css";
import { rulesOf, type Whose } from "./rules";
import { useChangeSecurity, useTrySecurity } from "./useSecurity";

interface RulesFormProps {
  whose: Whose;
  settings: SecuritySettings;
}

export function RulesForm({ whose, settings }: RulesFormProps) {
  const { t } = useTranslation("security");
  const [form] = Form.useForm<Record<string, number>>();
  const [modal, modalPlace] = Modal.useModal();
  const [told, toldPlace] = message.useMessage();
  const attempt = useTrySecurity();
  const change = useChangeSecurity();
  const rules = rulesOf(whose, settings);
  const ask = (values: Record<string, number>, effect: SecurityEffect) =>
    void modal.confirm({
      title: t("ask"),
      content: <EffectOfRules effect={effect} whose={whose} />,
      okText: t("askDo"),
      onOk: () =>
        change.mutate({ [whose]: values }, { onSuccess: () => void told.success(t("saved")) }),
    });
  const save = (values: Record<string, number>) => {
    if (rules.every(({ name, now }) => values[name] === now)) {
      void told.info(t("unchanged"));
      return;
    }
    change.reset();
    attempt.mutate({ [whose]: values }, { onSuccess: (effect) => ask(values, effect) });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={Object.fromEntries(rules.map(({ name, now }) => [name, now]))}
      onFinish={save}
    >
      {modalPlace}
      {toldPlace}
      <div className={styles.rules}>
        {rules.map(({ name, unit, bounds }) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`${whose}.rule.${name}`)}
            extra={t("range", bounds)}
            rules={[{ required: true, message: t("range", bounds) }]}
          >
            <InputNumber
              className={styles.number ?? ""}
              min={bounds.least}
              max={bounds.most}
              precision={0}
              suffix={t(`unit.${unit}`)}
            />
          </Form.Item>
        ))}
      </div>
      <RefusalAlert error={attempt.error ?? change.error} />
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={attempt.isPending || change.isPending}>
          {t("save")}
        </Button>
        <Button
          onClick={() =>
            form.setFieldsValue(
              Object.fromEntries(rules.map(({ name, bounds }) => [name, bounds.default])),
            )
          }
        >
          {t("defaults")}
        </Button>
      </div>
    </Form>
  );
}
