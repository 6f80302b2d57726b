// How one kind of identities is treated. What members have already stays with them.
import type { IdentityRule } from "@regulars/client";
import { problemKey, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useChangeIdentityRule } from "./useIdentityRules";
import { useKindName } from "./useKindName";

interface IdentityRuleDrawerProps {
  /** Nothing: a kind that has none yet. */
  rule: IdentityRule | undefined;
  onClose: () => void;
}

const FRESH: IdentityRule = { kind: "", priority: 50, per_member: 10, is_device: false, blocked: [] };
const BLOCKED_MAX = 200;

export function IdentityRuleDrawer({ rule, onClose }: IdentityRuleDrawerProps) {
  const { t } = useTranslation(["identities", "ui"]);
  const isPhone = useIsPhone();
  const kindName = useKindName();
  useFocusReturn();
  const [form] = Form.useForm<IdentityRule>();
  const change = useChangeIdentityRule();
  return (
    <Drawer
      open
      title={rule ? t("form.change", { kind: kindName(rule.kind) }) : t("form.add")}
      size={isPhone ? "100%" : 480}
      onClose={onClose}
      footer={
        <Button type="primary" block={isPhone} loading={change.isPending} onClick={() => form.submit()}>
          {t("form.save")}
        </Button>
      }
    >
      <Form<IdentityRule>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={rule ?? FRESH}
        onFinish={(draft) =>
          change.mutate({ ...draft, kind: rule?.kind ?? draft.kind }, { onSuccess: onClose })
        }
      >
        {!rule && (
          <Form.Item
            name="kind"
            label={t("form.kind")}
            extra={t("form.kindWords")}
            rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,31}$/, message: t("form.kindInvalid") }]}
          >
            <Input autoComplete="off" maxLength={32} />
          </Form.Item>
        )}
        <Form.Item
          name="priority"
          label={t("column.priority")}
          extra={t("form.priorityWords")}
          rules={[{ required: true, message: t("form.numberMissing") }]}
        >
          <InputNumber min={1} max={999} precision={0} />
        </Form.Item>
        <Form.Item
          name="per_member"
          label={t("column.most")}
          rules={[{ required: true, message: t("form.numberMissing") }]}
        >
          <InputNumber min={1} max={100} precision={0} />
        </Form.Item>
        <Form.Item name="is_device" valuePropName="checked" extra={t("form.deviceWords")}>
          <Checkbox>{t("form.device")}</Checkbox>
        </Form.Item>
        <Form.Item name="blocked" label={t("column.blocked")} extra={t("form.blockedWords")}>
          <Select mode="tags" open={false} suffix={null} maxCount={BLOCKED_MAX} tokenSeparators={[",", " ", "，"]} />
        </Form.Item>
      </Form>
      {change.error && (
        <Alert type="error" showIcon title={t(`ui:error.${problemKey(change.error)}.advice`)} />
      )}
    </Drawer>
  );
}
