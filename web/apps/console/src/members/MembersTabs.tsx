// The pages about members, one beside the other.
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useMayImport } from "../memberFiles/useImports";
import { useMay } from "../session/useMay";
import styles from "../settings/SettingsTabs.module.css";

export function MembersTabs() {
  const { t } = useTranslation("members");
  const mayImport = useMayImport();
  const may = useMay();
  const pages = [
    { to: "/members", label: t("tabs.list") },
    { to: "/members/tags", label: t("tabs.tags") },
    { to: "/members/duplicates", label: t("tabs.duplicates") },
    ...(may("findings:review") ? [{ to: "/members/findings", label: t("tabs.findings") }] : []),
    { to: "/members/fields", label: t("tabs.fields") },
    { to: "/members/lifecycle", label: t("tabs.lifecycle") },
    { to: "/members/identities", label: t("tabs.identities") },
    ...(mayImport ? [{ to: "/members/import", label: t("tabs.import") }] : []),
  ];
  return (
    <nav aria-label={t("tabs.label")} className={styles.tabs}>
      {pages.map(({ to, label }) => (
        <NavLink
          key={to}
          to={to}
          end
          className={({ isActive }) => `${styles.tab ?? ""} ${isActive ? (styles.here ?? "") : ""}`}
        >
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
