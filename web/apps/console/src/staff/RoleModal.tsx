// A role of the operator's own: its name and what it may do.
import type { Role } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Checkbox, Form, Input, Modal, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import keyStyles from "../keys/CreateKeyModal.module.css";
import { scopeWords } from "../keys/scopeWords";
import { useChangeRole, useMakeRole } from "./useRoles";

interface RoleModalProps {
  /** None for one to be made. */
  role: Role | undefined;
  scopes: string[];
  unitScopes: string[];
  onClose: () => void;
}

interface Values {
  role: string;
  name: string;
  scopes: string[];
}

export function RoleModal({ role, scopes, unitScopes, onClose }: RoleModalProps) {
  const { t } = useTranslation("settings");
  const isPhone = useIsPhone();
  useFocusReturn();
  const make = useMakeRole();
  const change = useChangeRole();
  const send = (values: Values) => {
    const done = { onSuccess: onClose };
    if (role) change.mutate({ ...values, role: role.role }, done);
    else make.mutate(values, done);
  };
  return (
    <Modal
      open
      title={role ? t("roles.changeOf", { name: role.name }) : t("roles.make")}
      width={isPhone ? "100%" : 560}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: role?.name, scopes: role?.scopes ?? [] }}
        onFinish={send}
      >
        <Form.Item
          name="name"
          label={t("roles.column.name")}
          rules={[{ required: true, whitespace: true, message: t("roles.nameMissing") }]}
        >
          <Input autoFocus autoComplete="off" maxLength={60} />
        </Form.Item>
        {!role && (
          <Form.Item
            name="role"
            label={t("roles.column.key")}
            extra={t("roles.keyAdvice")}
            rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{1,31}$/, message: t("roles.keyAdvice") }]}
          >
            <Input autoCapitalize="none" autoComplete="off" maxLength={32} />
          </Form.Item>
        )}
        <Form.Item
          name="scopes"
          label={t("keys.column.scopes")}
          extra={t("roles.scopesAdvice")}
          rules={[{ required: true, message: t("keys.scopesMissing") }]}
        >
          <Checkbox.Group
            className={keyStyles.scopes ?? ""}
            options={scopes.map((scope) => ({
              value: scope,
              label: (
                <>
                  {scopeWords(scope, t)} {!unitScopes.includes(scope) && <Tag>{t("roles.company")}</Tag>}
                </>
              ),
            }))}
          />
        </Form.Item>
        <RefusalAlert error={make.error ?? change.error} />
        <Button type="primary" htmlType="submit" block loading={make.isPending || change.isPending}>
          {t("save")}
        </Button>
      </Form>
    </Modal>
  );
}
