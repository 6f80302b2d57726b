// The sections that exist; the one being read is marked.
import { ApartmentOutlined, DashboardOutlined, SettingOutlined, TeamOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import { useSession } from "../session/useSession";
import styles from "./Navigation.module.css";

interface NavigationProps {
  onChosen?: () => void;
}

export function Navigation({ onChosen }: NavigationProps) {
  const { t } = useTranslation("shell");
  const { pathname } = useLocation();
  const session = useSession();
  const mayManage = session.data?.staff?.scopes.includes("staff:manage");
  const sections = [
    { to: "/", label: t("nav.overview"), icon: <DashboardOutlined aria-hidden />, also: "/quarantine" },
    { to: "/members", label: t("nav.members"), icon: <TeamOutlined aria-hidden /> },
    { to: "/program", label: t("nav.program"), icon: <ApartmentOutlined aria-hidden /> },
    ...(mayManage
      ? [
          {
            to: "/settings/staff",
            label: t("nav.settings"),
            icon: <SettingOutlined aria-hidden />,
            also: "/settings/",
          },
        ]
      : []),
  ];
  return (
    <nav aria-label={t("nav.label")}>
      <ul className={styles.list}>
        {sections.map(({ to, label, icon, also }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === "/"}
              onClick={onChosen}
              className={({ isActive }) => {
                const isHere = isActive || (also !== undefined && pathname.startsWith(also));
                return `${styles.link ?? ""} ${isHere ? (styles.here ?? "") : ""}`;
              }}
            >
              {icon}
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
