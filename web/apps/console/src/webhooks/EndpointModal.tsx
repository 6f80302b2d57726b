// An endpoint to be added or changed: its address, what it hears, and a note.
import type { Endpoint, NewEndpoint } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFactName } from "./useFactName";
import { useAddWebhook, useChangeWebhook, useFactTypes } from "./useWebhooks";
import { useWebhookRefusal } from "./useWebhookRefusal";

interface EndpointModalProps {
  /** Nothing: a new one. */
  endpoint: Endpoint | undefined;
  onClose: () => void;
  onSecret: (secret: string) => void;
}

type Draft = Required<NewEndpoint>;

const URL_LENGTH_MAX = 2_000;
const DESCRIPTION_LENGTH_MAX = 200;

export function EndpointModal({ endpoint, onClose, onSecret }: EndpointModalProps) {
  const { t } = useTranslation("webhooks");
  const isPhone = useIsPhone();
  useFocusReturn();
  const [form] = Form.useForm<Draft>();
  const types = useFactTypes();
  const factName = useFactName();
  const add = useAddWebhook();
  const change = useChangeWebhook();
  const refusal = useWebhookRefusal(add.error ?? change.error);
  const save = (draft: Draft) => {
    const body = { ...draft, url: draft.url.trim() };
    if (endpoint) {
      change.mutate({ id: endpoint.endpoint_id, ...body }, { onSuccess: onClose });
      return;
    }
    add.mutate(body, {
      onSuccess: ({ secret }) => {
        onClose();
        onSecret(secret);
      },
    });
  };
  return (
    <Modal
      open
      title={endpoint ? t("form.change") : t("form.add")}
      width={isPhone ? "100%" : 560}
      okText={t("form.save")}
      confirmLoading={add.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={{
          url: endpoint?.url ?? "https://",
          types: endpoint?.types ?? [],
          description: endpoint?.description ?? "",
        }}
      >
        <Form.Item
          name="url"
          label={t("form.url")}
          extra={t("form.urlWords")}
          rules={[{ required: true, whitespace: true, type: "url", message: t("form.urlMissing") }]}
        >
          <Input inputMode="url" autoComplete="off" maxLength={URL_LENGTH_MAX} />
        </Form.Item>
        <Form.Item name="types" label={t("form.types")} extra={t("form.typesWords")}>
          <Select
            mode="multiple"
            allowClear
            placeholder={t("allTypes")}
            showSearch={{ optionFilterProp: "label" }}
            loading={types.isPending}
            options={types.data?.items.map(({ type }) => ({ value: type, label: factName(type) }))}
          />
        </Form.Item>
        <Form.Item name="description" label={t("form.description")}>
          <Input maxLength={DESCRIPTION_LENGTH_MAX} />
        </Form.Item>
      </Form>
      {refusal && <Alert type="error" showIcon title={refusal} />}
    </Modal>
  );
}
