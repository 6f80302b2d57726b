// A new key: which system, what it may do, how long.
import type { CreatedApiKey, NewApiKey } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { UnitSelect } from "../organisation/UnitSelect";
import styles from "./CreateKeyModal.module.css";
import { HEADQUARTERS } from "../staff/headquarters";
import { scopeWords } from "./scopeWords";
import { useCreateKey } from "./useApiKeys";

const FOR_EVER = 0;
const LIVES_DAYS = [90, 365, 730, FOR_EVER];

interface CreateKeyModalProps {
  scopes: string[];
  /** Those that a key of a part of the company can have. */
  unitScopes: string[];
  onClose: () => void;
  onCreated: (created: CreatedApiKey) => void;
}

interface Values {
  unit_id: string;
  name: string;
  scopes: string[];
  days: number;
}

export function CreateKeyModal({ scopes, unitScopes, onClose, onCreated }: CreateKeyModalProps) {
  const { t } = useTranslation("settings");
  const isPhone = useIsPhone();
  useFocusReturn();
  const create = useCreateKey();
  const [form] = Form.useForm<Values>();
  const isEverywhere = [undefined, HEADQUARTERS].includes(Form.useWatch("unit_id", form));
  const send = ({ name, scopes: chosen, days, unit_id }: Values) => {
    const body: NewApiKey = {
      name,
      scopes: chosen.filter((scope) => isEverywhere || unitScopes.includes(scope)),
      valid_days: days === FOR_EVER ? null : days,
      unit_id,
      inherits: true,
    };
    create.mutate(body, {
      onSuccess: (created) => {
        onClose();
        onCreated(created);
      },
    });
  };
  return (
    <Modal
      open
      title={t("keys.create")}
      width={isPhone ? "100%" : 520}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        form={form}
        initialValues={{ scopes: [], days: 365, unit_id: HEADQUARTERS }}
        onFinish={send}
      >
        <Form.Item
          name="name"
          label={t("keys.column.name")}
          extra={t("keys.nameAdvice")}
          rules={[{ required: true, whitespace: true, message: t("keys.nameMissing") }]}
        >
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="unit_id" label={t("keys.column.unit")} extra={t("keys.unitAdvice")}>
          <UnitSelect />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t("keys.column.scopes")}
          rules={[{ required: true, message: t("keys.scopesMissing") }]}
        >
          <Checkbox.Group
            className={styles.scopes ?? ""}
            options={scopes.map((scope) => ({
              value: scope,
              label: scopeWords(scope, t),
              disabled: !isEverywhere && !unitScopes.includes(scope),
            }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t("keys.life")}>
          <Select
            options={LIVES_DAYS.map((days) => ({
              value: days,
              label: days === FOR_EVER ? t("keys.forEver") : t("keys.days", { days }),
            }))}
          />
        </Form.Item>
        <RefusalAlert error={create.error} />
        <Button type="primary" htmlType="submit" block loading={create.isPending}>
          {t("keys.make")}
        </Button>
      </Form>
    </Modal>
  );
}
