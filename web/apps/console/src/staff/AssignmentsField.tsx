// The roles of an account: each at a unit, with what stands below it or without.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { UnitSelect } from "../organisation/UnitSelect";
import styles from "./AssignmentsField.module.css";
import { HEADQUARTERS } from "./headquarters";
import { roleName } from "./roleName";
import { useRoles } from "./useRoles";

const ROLES_MAX = 50;

export function AssignmentsField() {
  const { t } = useTranslation(["settings", "account"]);
  const roles = useRoles();
  const options = roles.data?.items.map(({ role, name }) => ({
    value: role,
    label: roleName(role, name, t),
    words: t(`staff.roleWords.${role}`, { defaultValue: "" }),
  }));
  return (
    <Form.List name="assignments">
      {(fields, { add, remove }) => (
        <Form.Item label={t("staff.column.roles")} extra={t("staff.rolesAdvice")}>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.row}>
              <Form.Item
                name={[name, "role"]}
                rules={[{ required: true, message: t("staff.roleMissing") }]}
              >
                <Select
                  aria-label={t("staff.column.role")}
                  options={options}
                  loading={roles.isPending}
                  popupMatchSelectWidth={280}
                  optionRender={({ data: { label, words } }) => (
                    <>
                      {label}
                      <span className={styles.words}>{words}</span>
                    </>
                  )}
                />
              </Form.Item>
              <Form.Item name={[name, "unit_id"]}>
                <UnitSelect aria-label={t("staff.column.unit")} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t("staff.removeRole")}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
              <Form.Item
                className={styles.below ?? ""}
                name={[name, "inherits"]}
                valuePropName="checked"
              >
                <Checkbox>{t("staff.inherits")}</Checkbox>
              </Form.Item>
            </div>
          ))}
          <Button
            type="dashed"
            block
            icon={<PlusOutlined aria-hidden />}
            disabled={fields.length >= ROLES_MAX}
            onClick={() => add({ unit_id: HEADQUARTERS, inherits: true })}
          >
            {t("staff.addRole")}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}
