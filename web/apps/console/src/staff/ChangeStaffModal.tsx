// Name, e-mail address and role of an account. A new role logs its person out.
import type { Role, StaffItem } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { RoleChoice } from "./RoleChoice";
import { useChangeStaff } from "./useStaff";

interface ChangeStaffModalProps {
  account: StaffItem;
  onClose: () => void;
}

interface Values {
  display_name: string;
  email: string;
  role: Role;
}

export function ChangeStaffModal({ account, onClose }: ChangeStaffModalProps) {
  const { t } = useTranslation("settings");
  const isPhone = useIsPhone();
  useFocusReturn();
  const change = useChangeStaff();
  return (
    <Modal
      open
      title={t("staff.changeOf", { name: account.display_name })}
      width={isPhone ? "100%" : 480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          display_name: account.display_name,
          email: account.email ?? "",
          role: account.role,
        }}
        onFinish={(values) =>
          change.mutate({ staffId: account.staff_id, ...values }, { onSuccess: onClose })
        }
      >
        <Form.Item name="display_name" label={t("staff.column.name")}>
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="email" label={t("staff.column.email")}>
          <Input type="email" autoComplete="off" maxLength={254} />
        </Form.Item>
        <RoleChoice />
        <RefusalAlert error={change.error} />
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          {t("save")}
        </Button>
      </Form>
    </Modal>
  );
}
