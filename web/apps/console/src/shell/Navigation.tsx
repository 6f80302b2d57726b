// The sections that exist; the one being read is marked.
import { ApartmentOutlined, AuditOutlined, DashboardOutlined, SettingOutlined, ShopOutlined, TeamOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import { useMay } from "../session/useMay";
import { SETTINGS } from "../settings/settings";
import styles from "./Navigation.module.css";

interface NavigationProps {
  onChosen?: () => void;
}

export function Navigation({ onChosen }: NavigationProps) {
  const { t } = useTranslation("shell");
  const { pathname } = useLocation();
  const may = useMay();
  const settings = SETTINGS.find(({ scope }) => may(scope));
  const sections = [
    ...(may("board:read")
      ? [
          {
            to: "/",
            label: t("nav.overview"),
            icon: <DashboardOutlined aria-hidden />,
            also: ["/quarantine", "/tiers"],
          },
        ]
      : []),
    { to: "/members", label: t("nav.members"), icon: <TeamOutlined aria-hidden /> },
    { to: "/program", label: t("nav.program"), icon: <ApartmentOutlined aria-hidden /> },
    ...(may("approvals:decide")
      ? [{ to: "/approvals", label: t("nav.approvals"), icon: <AuditOutlined aria-hidden /> }]
      : []),
    ...(may("organisation:read")
      ? [{ to: "/organisation", label: t("nav.organisation"), icon: <ShopOutlined aria-hidden /> }]
      : []),
    ...(settings
      ? [
          {
            to: settings.to,
            label: t("nav.settings"),
            icon: <SettingOutlined aria-hidden />,
            also: ["/settings/"],
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
                const isHere = isActive || also?.some((path) => pathname.startsWith(path));
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
