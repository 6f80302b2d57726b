// The choices of a field, one row each.
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Space } from "antd";
import { useTranslation } from "react-i18next";

const NAME_LENGTH_MAX = 40;
const CHOICES_MAX = 200;

export function ChoiceRows() {
  const { t } = useTranslation("fields");
  return (
    <Form.Item label={t("form.choices")} extra={t("form.choicesWords")}>
      <Form.List name="choices">
        {(rows, { add, remove }) => (
          <Space orientation="vertical" size={8} style={{ width: "100%" }}>
            {rows.map(({ key, name }) => (
              <Space.Compact key={key} block>
                <Form.Item name={[name, "name"]} noStyle>
                  <Input aria-label={t("form.choice")} maxLength={NAME_LENGTH_MAX} />
                </Form.Item>
                <Button
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t("form.removeChoice")}
                  onClick={() => remove(name)}
                />
              </Space.Compact>
            ))}
            <Button
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              disabled={rows.length >= CHOICES_MAX}
              onClick={() => add({})}
            >
              {t("form.addChoice")}
            </Button>
          </Space>
        )}
      </Form.List>
    </Form.Item>
  );
}
