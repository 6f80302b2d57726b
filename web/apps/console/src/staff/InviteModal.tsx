// A new account: who, as what; its person chooses the password by the link that follows.
import type { NewStaff, StaffLink } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import { AssignmentsField } from "./AssignmentsField";
import { HEADQUARTERS } from "./headquarters";
import { useInvite } from "./useStaff";

interface InviteModalProps {
  onClose: () => void;
  onLink: (link: StaffLink) => void;
}

export function InviteModal({ onClose, onLink }: InviteModalProps) {
  const { t } = useTranslation("settings");
  const isPhone = useIsPhone();
  useFocusReturn();
  const invite = useInvite();
  return (
    <Modal
      open
      title={t("staff.invite")}
      width={isPhone ? "100%" : 560}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      <Form<NewStaff>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          assignments: [{ role: "clerk", unit_id: HEADQUARTERS, inherits: true }],
        }}
        onFinish={(body) =>
          invite.mutate(body, {
            onSuccess: ({ link }) => {
              onClose();
              onLink(link);
            },
          })
        }
      >
        <Form.Item
          name="username"
          label={t("staff.column.username")}
          extra={t("staff.usernameAdvice")}
          rules={[{ required: true, message: t("staff.usernameMissing") }]}
        >
          <Input autoFocus autoCapitalize="none" autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="display_name" label={t("staff.column.name")}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="email" label={t("staff.column.email")}>
          <Input type="email" autoComplete="off" maxLength={254} />
        </Form.Item>
        <AssignmentsField />
        <RefusalAlert error={invite.error} />
        <Button type="primary" htmlType="submit" block loading={invite.isPending}>
          {t("staff.create")}
        </Button>
      </Form>
    </Modal>
  );
}
