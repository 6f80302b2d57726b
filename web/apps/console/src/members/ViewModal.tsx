// Saving what is shown as a view; or renaming, sharing and removing the view that is shown.
import { ApiProblem, type View } from "@regulars/client";
import { problemKey, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, Checkbox, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/useSession";
import { useChangeView, useRemoveView, useSaveView } from "./useViews";

interface ViewModalProps {
  /** Nothing: a new one. */
  view: View | undefined;
  content: View["content"];
  onClose: () => void;
}

interface Draft {
  name: string;
  is_shared: boolean;
}

const NAME_LENGTH_MAX = 40;

export function ViewModal({ view, content, onClose }: ViewModalProps) {
  const { t } = useTranslation(["members", "ui"]);
  const isPhone = useIsPhone();
  useFocusReturn();
  const session = useSession();
  const mayShare = session.data?.staff?.scopes.includes("members:configure") ?? false;
  const mayChange = !view || view.is_own || mayShare;
  const [form] = Form.useForm<Draft>();
  const save = useSaveView();
  const change = useChangeView();
  const remove = useRemoveView();
  const error = save.error ?? change.error ?? remove.error;
  const isTaken = error instanceof ApiProblem && error.code === "view_exists";
  const submit = (draft: Draft) => {
    const body = { name: draft.name.trim(), is_shared: draft.is_shared };
    if (view) change.mutate({ id: view.view_id, ...body, content }, { onSuccess: onClose });
    else save.mutate({ ...body, content }, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      title={t(view ? "members:view.manage" : "members:view.save")}
      width={isPhone ? "100%" : 440}
      onCancel={onClose}
      footer={[
        view && mayChange && (
          <Button
            key="remove"
            danger
            loading={remove.isPending}
            onClick={() => remove.mutate(view.view_id, { onSuccess: onClose })}
          >
            {t("members:view.remove")}
          </Button>
        ),
        <Button
          key="save"
          type="primary"
          disabled={!mayChange}
          loading={save.isPending || change.isPending}
          onClick={() => form.submit()}
        >
          {t("members:view.confirm")}
        </Button>,
      ]}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={!mayChange}
        initialValues={{ name: view?.name ?? "", is_shared: view?.is_shared ?? false }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t("members:view.name")}
          rules={[{ required: true, whitespace: true, message: t("members:view.nameMissing") }]}
        >
          <Input maxLength={NAME_LENGTH_MAX} autoComplete="off" />
        </Form.Item>
        {mayShare && (
          <Form.Item name="is_shared" valuePropName="checked">
            <Checkbox>{t("members:view.share")}</Checkbox>
          </Form.Item>
        )}
      </Form>
      {error && (
        <Alert
          type="error"
          showIcon
          title={isTaken ? t("members:view.taken") : t(`ui:error.${problemKey(error)}.advice`)}
        />
      )}
    </Modal>
  );
}
