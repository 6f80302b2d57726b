// A new password, typed twice.
import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";

export interface NewPassword {
  password: string;
  again: string;
}

const PASSWORD_LENGTH_MAX = 200;

interface NewPasswordFieldsProps {
  lengthMin: number;
  size?: "middle" | "large";
}

export function NewPasswordFields({ lengthMin, size = "middle" }: NewPasswordFieldsProps) {
  const { t } = useTranslation("account");
  return (
    <>
      <Form.Item
        name="password"
        label={t("password.new")}
        extra={t("password.advice", { length: lengthMin })}
        rules={[
          {
            required: true,
            min: lengthMin,
            message: t("password.short", { length: lengthMin }),
          },
        ]}
      >
        <Input.Password size={size} autoComplete="new-password" maxLength={PASSWORD_LENGTH_MAX} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("password.again")}
        dependencies={["password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, again: string) =>
              again && again === getFieldValue("password")
                ? Promise.resolve()
                : Promise.reject(new Error(t("password.differs"))),
          }),
        ]}
      >
        <Input.Password size={size} autoComplete="new-password" maxLength={PASSWORD_LENGTH_MAX} />
      </Form.Item>
    </>
  );
}
