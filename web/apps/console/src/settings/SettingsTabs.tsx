// The pages of the settings that one may open, one beside the other.
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useMay } from "../session/useMay";
import { SETTINGS } from "./settings";
import styles from "./SettingsTabs.module.css";

export function SettingsTabs() {
  const { t } = useTranslation("settings");
  const may = useMay();
  const pages = SETTINGS.filter(({ scope }) => may(scope));
  if (pages.length === 0) return null;
  return (
    <nav aria-label={t("tabs.label")} className={styles.tabs}>
      {pages.map(({ to, tab }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) => `${styles.tab ?? ""} ${isActive ? (styles.here ?? "") : ""}`}
        >
          {t(`tabs.${tab}`)}
        </NavLink>
      ))}
    </nav>
  );
}
