// What an administrator can do with an account; what cannot be undone by a click asks first.
import { MoreOutlined } from "@ant-design/icons";
import type { StaffItem, StaffLink } from "@regulars/client";
import { Button, Dropdown, message, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useAccessWords } from "../account/useAccessWords";
import { useChangeStaff, useMakeLink, useUnlock } from "./useStaff";

interface StaffActionsProps {
  account: StaffItem;
  onChange: (account: StaffItem) => void;
  onLink: (link: StaffLink) => void;
}

export function StaffActions({ account, onChange, onLink }: StaffActionsProps) {
  const { t } = useTranslation("settings");
  const [modal, modalPlace] = Modal.useModal();
  const [told, toldPlace] = message.useMessage();
  const change = useChangeStaff();
  const link = useMakeLink();
  const unlock = useUnlock();
  const words = useAccessWords(change.error ?? link.error ?? unlock.error);
  const staffId = account.staff_id;
  const makeLink = (secondFactor: boolean) =>
    link.mutate({ staffId, secondFactor }, { onSuccess: onLink });
  const ask = (what: "deactivate" | "forget", act: () => void) =>
    void modal.confirm({
      title: t(`staff.ask.${what}`, { name: account.display_name }),
      content: t(`staff.ask.${what}Words`),
      okText: t(`staff.${what}`),
      okButtonProps: { danger: true },
      onOk: act,
    });
  const items = [
    { key: "change", label: t("staff.change"), act: () => onChange(account) },
    ...(account.is_active
      ? [
          {
            key: "link",
            label: account.has_password ? t("staff.reset") : t("staff.inviteAgain"),
            act: () => makeLink(false),
          },
          ...(account.has_second_factor
            ? [{ key: "forget", label: t("staff.forget"), act: () => ask("forget", () => makeLink(true)) }]
            : []),
          {
            key: "unlock",
            label: t("staff.unlock"),
            act: () =>
              unlock.mutate(staffId, { onSuccess: () => void told.success(t("staff.unlocked")) }),
          },
          {
            key: "deactivate",
            label: t("staff.deactivate"),
            danger: true,
            act: () => ask("deactivate", () => change.mutate({ staffId, is_active: false })),
          },
        ]
      : [
          {
            key: "activate",
            label: t("staff.activate"),
            act: () => change.mutate({ staffId, is_active: true }),
          },
        ]),
  ];
  return (
    <>
      {modalPlace}
      {toldPlace}
      {words && <span role="alert">{words}</span>}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: items.map(({ key, label, ...rest }) => ({
            key,
            label,
            danger: "danger" in rest && rest.danger,
          })),
          onClick: ({ key }) => items.find((item) => item.key === key)?.act(),
        }}
      >
        <Button
          size="small"
          icon={<MoreOutlined aria-hidden />}
          loading={change.isPending || link.isPending || unlock.isPending}
          aria-label={t("staff.actionsOf", { name: account.display_name })}
        />
      </Dropdown>
    </>
  );
}
