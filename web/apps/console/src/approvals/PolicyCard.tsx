// What staff may not do alone.
import type { ApprovalPolicy } from "@regulars/client";
import { LoadingState, Panel } from "@regulars/ui";
import { Button, Checkbox, Form, InputNumber, message } from "antd";
import { useTranslation } from "react-i18next";
import { useApprovalPolicy, useChangeApprovalPolicy } from "./useApprovals";

export function PolicyCard() {
  const { t } = useTranslation("approvals");
  const policy = useApprovalPolicy();
  const change = useChangeApprovalPolicy();
  const [told, toldPlace] = message.useMessage();
  return (
    <Panel title={t("policy")}>
      {toldPlace}
      {!policy.data ? (
        <LoadingState rows={2} />
      ) : (
        <Form<ApprovalPolicy>
          layout="vertical"
          initialValues={policy.data}
          onFinish={({ adjustment_above, mass_above, imports_above, ...rest }) =>
            change.mutate(
              {
                adjustment_above: adjustment_above ?? null,
                mass_above: mass_above ?? null,
                imports_above: imports_above ?? null,
                ...rest,
              },
              { onSuccess: () => void told.success(t("saved")) },
            )
          }
        >
          <Form.Item name="adjustment_above" label={t("above")}>
            <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 220 }} />
          </Form.Item>
          <Form.Item name="mass_above" label={t("massAbove")}>
            <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 220 }} />
          </Form.Item>
          <Form.Item name="imports_above" label={t("importsAbove")}>
            <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 220 }} />
          </Form.Item>
          <Form.Item name="merges" valuePropName="checked">
            <Checkbox>{t("merges")}</Checkbox>
          </Form.Item>
          <Form.Item name="unmerges" valuePropName="checked">
            <Checkbox>{t("unmerges")}</Checkbox>
          </Form.Item>
          <Form.Item name="honours" valuePropName="checked">
            <Checkbox>{t("honours")}</Checkbox>
          </Form.Item>
          <Form.Item name="days" label={t("days")}>
            <InputNumber min={1} max={90} precision={0} style={{ width: 220 }} />
          </Form.Item>
          <Button htmlType="submit" loading={change.isPending}>
            {t("save")}
          </Button>
        </Form>
      )}
    </Panel>
  );
}
