// Name, e-mail address and roles of an account. Other roles log its person out.
import type { Assignment, StaffItem } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { AssignmentsField } from "./AssignmentsField";
import { useChangeStaff } from "./useStaff";

interface ChangeStaffModalProps {
  account: StaffItem;
  onClose: () => void;
}

interface Values {
  display_name: string;
  email: string;
  assignments: Assignment[];
}

/** Roles that stay are not sent: sending them would log the person out. */
function changed({ staff_id, assignments }: StaffItem, values: Values) {
  const { assignments: wanted, ...rest } = values;
  const isSame = JSON.stringify(wanted) === JSON.stringify(assignments);
  return { staffId: staff_id, ...rest, ...(isSame ? {} : { assignments: wanted }) };
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
      width={isPhone ? "100%" : 560}
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
          assignments: account.assignments,
        }}
        onFinish={(values) =>
          change.mutate(changed(account, values), { onSuccess: onClose })
        }
      >
        <Form.Item name="display_name" label={t("staff.column.name")}>
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="email" label={t("staff.column.email")}>
          <Input type="email" autoComplete="off" maxLength={254} />
        </Form.Item>
        <AssignmentsField />
        <RefusalAlert error={change.error} />
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          {t("save")}
        </Button>
      </Form>
    </Modal>
  );
}
