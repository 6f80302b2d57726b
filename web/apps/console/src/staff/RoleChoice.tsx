// The choice of a role, each with what it may do.
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { ROLES } from "./roles";
import styles from "./RoleChoice.module.css";

export function RoleChoice() {
  const { t } = useTranslation(["settings", "account"]);
  return (
    <Form.Item name="role" label={t("staff.column.role")}>
      <Radio.Group
        className={styles.roles ?? ""}
        options={ROLES.map((role) => ({
          value: role,
          label: (
            <>
              <b>{t(`account:role.${role}`)}</b>
              <span className={styles.words}>{t(`staff.roleWords.${role}`)}</span>
            </>
          ),
        }))}
      />
    </Form.Item>
  );
}
