// Who is logged in, and the way out.
import { LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { useIsPhone } from "@regulars/ui";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { initialsOf } from "../members/initialsOf";
import { useLogout, useSession } from "../session/useSession";
import styles from "./StaffMenu.module.css";

export function StaffMenu() {
  const { t } = useTranslation("shell");
  const isPhone = useIsPhone();
  const session = useSession();
  const logout = useLogout();
  const navigate = useNavigate();
  const staff = session.data?.staff;
  if (!staff) return null;
  const items = [
    { key: "who", label: `${staff.display_name} · ${staff.username}`, disabled: true },
    { type: "divider" as const },
    { key: "account", label: t("account"), icon: <UserOutlined aria-hidden /> },
    { key: "logout", label: t("logout"), icon: <LogoutOutlined aria-hidden /> },
  ];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        onClick: ({ key }) => (key === "logout" ? logout.mutate() : void navigate("/account")),
      }}
    >
      <Button type="text" aria-label={t("staffMenu", { name: staff.display_name })}>
        <span className={styles.avatar} aria-hidden>
          {initialsOf(staff.display_name)}
        </span>
        {!isPhone && staff.display_name}
      </Button>
    </Dropdown>
  );
}
