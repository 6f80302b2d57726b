// The contacts of a company, one block each.
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ContactRows.module.css";

const LENGTH_MAX = 128;
const CONTACTS_MAX = 50;
const PARTS = ["role", "phone", "email"] as const;

export function ContactRows() {
  const { t } = useTranslation("fields");
  return (
    <Form.Item label={t("contacts.title")}>
      <Form.List name="contacts">
        {(rows, { add, remove }) => (
          <div className={styles.rows}>
            {rows.map(({ key, name }) => (
              <div key={key} className={styles.row}>
                <Form.Item
                  name={[name, "name"]}
                  noStyle
                  rules={[{ required: true, whitespace: true, message: t("contacts.nameMissing") }]}
                >
                  <Input aria-label={t("contacts.name")} placeholder={t("contacts.name")} maxLength={LENGTH_MAX} />
                </Form.Item>
                {PARTS.map((part) => (
                  <Form.Item key={part} name={[name, part]} noStyle initialValue="">
                    <Input
                      aria-label={t(`contacts.${part}`)}
                      placeholder={t(`contacts.${part}`)}
                      maxLength={LENGTH_MAX}
                    />
                  </Form.Item>
                ))}
                <Button
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t("contacts.remove")}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              disabled={rows.length >= CONTACTS_MAX}
              onClick={() => add({ name: "", role: "", phone: "", email: "" })}
            >
              {t("contacts.add")}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}
