// Let a member be found by one more phone, address or number.
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { AutoComplete, Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../adjust/RefusalNote";
import { useChangeIdentities } from "./useIdentities";

const KINDS = ["phone", "email", "customer_no", "card_no", "openid", "unionid"];

interface Draft {
  kind: string;
  value: string;
}

export function IdentityModal({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const { add } = useChangeIdentities(memberId);
  const kinds = KINDS.map((kind) => ({
    value: kind,
    label: t(`identity.${kind}`, { defaultValue: kind }),
  }));
  return (
    <Modal open title={t("privacy.addIdentity")} width={isPhone ? "100%" : 480} onCancel={onClose} footer={null}>
      <Form<Draft>
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: "phone" }}
        onFinish={({ kind, value }) =>
          add.mutate({ kind: kind.trim(), value: value.trim() }, { onSuccess: onClose })
        }
      >
        <Form.Item
          name="kind"
          label={t("privacy.kind")}
          extra={t("privacy.kindWords")}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,31}$/, message: t("privacy.kindWords") }]}
        >
          <AutoComplete options={kinds} />
        </Form.Item>
        <Form.Item
          name="value"
          label={t("privacy.value")}
          rules={[{ required: true, whitespace: true, message: t("privacy.valueMissing") }]}
        >
          <Input maxLength={128} autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending} block>
          {t("privacy.add")}
        </Button>
      </Form>
      <RefusalNote error={add.error} />
    </Modal>
  );
}
