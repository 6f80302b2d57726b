// A custom field to be declared or changed. Its key, its kind and whether it is personal are for ever.
import type { CustomField } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { ChoiceRows } from "./ChoiceRows";
import { choicesOf, rowsOf, type ChoiceRow } from "./choiceRows";
import { useChangeField, useDeclareField } from "./useFields";
import { useFieldRefusal } from "./useFieldRefusal";

interface FieldDrawerProps {
  /** Nothing: a new one. */
  field: CustomField | undefined;
  onClose: () => void;
}

interface Draft {
  key: string;
  name: string;
  kind: CustomField["kind"];
  choices: ChoiceRow[];
  asked_of: CustomField["asked_of"];
  is_personal: boolean;
  is_counted: boolean;
  confirm_days: number | null;
  is_open: boolean;
}

const NAME_LENGTH_MAX = 40;
const CONFIRM_DAYS_MAX = 3_650;
const KINDS: CustomField["kind"][] = ["text", "number", "date", "choice", "choices", "flag"];
const ASKED: CustomField["asked_of"][] = ["all", "person", "enterprise"];

export function FieldDrawer({ field, onClose }: FieldDrawerProps) {
  const { t } = useTranslation("fields");
  const isPhone = useIsPhone();
  useFocusReturn();
  const [form] = Form.useForm<Draft>();
  const watched = Form.useWatch("kind", form) as CustomField["kind"] | undefined;
  const kind = watched ?? field?.kind ?? "text";
  const hasChoices = kind === "choice" || kind === "choices";
  const declare = useDeclareField();
  const change = useChangeField();
  const refusal = useFieldRefusal(declare.error ?? change.error);
  const save = (draft: Draft) => {
    const body = {
      name: draft.name.trim(),
      choices: hasChoices ? choicesOf(draft.choices) : {},
      asked_of: draft.asked_of,
      is_counted: draft.is_counted,
      confirm_days: draft.confirm_days ?? 0,
    };
    if (field) {
      change.mutate({ key: field.key, ...body, is_open: draft.is_open }, { onSuccess: onClose });
    } else {
      const { key, is_personal } = draft;
      declare.mutate({ ...body, key: key.trim(), kind, is_personal }, { onSuccess: onClose });
    }
  };
  return (
    <Drawer
      open
      title={t(field ? "form.change" : "form.add")}
      size={isPhone ? "100%" : 520}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          block={isPhone}
          loading={declare.isPending || change.isPending}
          onClick={() => form.submit()}
        >
          {t("form.save")}
        </Button>
      }
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={{
          key: field?.key ?? "",
          name: field?.name ?? "",
          kind: field?.kind ?? "text",
          choices: rowsOf(field?.choices ?? {}),
          asked_of: field?.asked_of ?? "all",
          is_personal: field?.is_personal ?? false,
          is_counted: field?.is_counted ?? true,
          confirm_days: field?.confirm_days ?? null,
          is_open: field?.is_open ?? true,
        }}
      >
        <Form.Item
          name="name"
          label={t("form.name")}
          rules={[{ required: true, whitespace: true, message: t("form.nameMissing") }]}
        >
          <Input maxLength={NAME_LENGTH_MAX} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="key"
          label={t("form.key")}
          extra={t("form.keyWords")}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t("form.keyInvalid") }]}
        >
          <Input disabled={field !== undefined} autoComplete="off" />
        </Form.Item>
        <Form.Item name="kind" label={t("form.kind")}>
          <Select
            disabled={field !== undefined}
            options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </Form.Item>
        {hasChoices && <ChoiceRows />}
        <Form.Item name="asked_of" label={t("form.asked")}>
          <Radio.Group options={ASKED.map((value) => ({ value, label: t(`asked.${value}`) }))} />
        </Form.Item>
        <Form.Item name="confirm_days" label={t("form.confirm")} extra={t("form.confirmWords")}>
          <InputNumber min={1} max={CONFIRM_DAYS_MAX} precision={0} suffix={t("form.days")} />
        </Form.Item>
        <Form.Item name="is_personal" valuePropName="checked" extra={t("form.personalWords")}>
          <Checkbox disabled={field !== undefined}>{t("form.personal")}</Checkbox>
        </Form.Item>
        <Form.Item name="is_counted" valuePropName="checked">
          <Checkbox>{t("form.counted")}</Checkbox>
        </Form.Item>
        {field && (
          <Form.Item name="is_open" label={t("form.open")} valuePropName="checked" extra={t("form.openWords")}>
            <Switch />
          </Form.Item>
        )}
      </Form>
      {refusal && <Alert type="error" showIcon title={refusal} />}
    </Drawer>
  );
}
