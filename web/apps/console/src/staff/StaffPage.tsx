// 员工: who may enter the console, as what; invite, change, reset, deactivate.
import type { StaffItem, StaffLink } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../settings/ListFrame.module.css";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { ChangeStaffModal } from "./ChangeStaffModal";
import { InviteModal } from "./InviteModal";
import { LinkModal } from "./LinkModal";
import { PolicyPanel } from "./PolicyPanel";
import { StaffActions } from "./StaffActions";
import { StaffState } from "./StaffState";
import { useRoleWords } from "./useRoleWords";
import { useStaff } from "./useStaff";
import { useStaffColumns } from "./useStaffColumns";

export function StaffPage() {
  const { t } = useTranslation(["settings", "account"]);
  const staff = useStaff();
  const [isInviting, setIsInviting] = useState(false);
  const [changing, setChanging] = useState<StaffItem | null>(null);
  const [link, setLink] = useState<StaffLink | null>(null);
  const actions = (account: StaffItem) => (
    <StaffActions account={account} onChange={setChanging} onLink={setLink} />
  );
  const roleWords = useRoleWords();
  const columns = useStaffColumns(actions, roleWords);
  return (
    <>
      <PageHead title={t("staff.title")} words={t("staff.words")}>
        {staff.data && (
          <Button type="primary" onClick={() => setIsInviting(true)}>
            {t("staff.invite")}
          </Button>
        )}
      </PageHead>
      <SettingsTabs />
      <div className={styles.panel}>
        {staff.isError ? (
          <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />
        ) : (
          <ResponsiveTable<StaffItem>
            label={t("staff.title")}
            columns={columns}
            rows={staff.data?.items}
            rowKey={({ staff_id }) => staff_id}
            card={(account) => (
              <div className={styles.card}>
                <p className={styles.line}>
                  <b>{account.display_name}</b>
                  {actions(account)}
                </p>
                <p className={styles.line}>
                  <span className={styles.small}>
                    {`${account.username} · ${roleWords(account.assignments)}`}
                  </span>
                  <StaffState account={account} />
                </p>
              </div>
            )}
            empty={<EmptyState title={t("staff.title")} />}
            minWidth={880}
          />
        )}
      </div>
      <PolicyPanel />
      {isInviting && <InviteModal onClose={() => setIsInviting(false)} onLink={setLink} />}
      {changing && <ChangeStaffModal account={changing} onClose={() => setChanging(null)} />}
      {link && <LinkModal link={link} onClose={() => setLink(null)} />}
    </>
  );
}
