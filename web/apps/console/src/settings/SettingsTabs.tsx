// The pages of the settings, one beside the other.
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import styles from "./SettingsTabs.module.css";

export function SettingsTabs() {
  const { t } = useTranslation("settings");
  const pages = [
    { to: "/settings/staff", label: t("tabs.staff") },
    { to: "/settings/roles", label: t("tabs.roles") },
    { to: "/settings/security", label: t("tabs.security") },
    { to: "/settings/keys", label: t("tabs.keys") },
    { to: "/settings/webhooks", label: t("tabs.webhooks") },
    { to: "/settings/access-log", label: t("tabs.accessLog") },
    { to: "/settings/audit", label: t("tabs.audit") },
  ];
  return (
    <nav aria-label={t("tabs.label")} className={styles.tabs}>
      {pages.map(({ to, label }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) => `${styles.tab ?? ""} ${isActive ? (styles.here ?? "") : ""}`}
        >
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
