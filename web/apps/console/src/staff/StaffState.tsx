// How an account stands: deactivated, invited, with or without a second factor.
import type { StaffItem } from "@regulars/client";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";

export function StaffState({ account }: { account: StaffItem }) {
  const { t } = useTranslation("settings");
  if (!account.is_active) return <Tag>{t("staff.state.deactivated")}</Tag>;
  if (!account.has_password) return <Tag>{t("staff.state.invited")}</Tag>;
  return <span>{account.has_second_factor ? t("staff.state.strong") : t("staff.state.active")}</span>;
}
