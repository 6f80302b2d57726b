// 我的账号: password, second factor, where one is logged in, recent sign-ins.
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { PageHead } from "../shell/PageHead";
import styles from "./AccountPage.module.css";
import { PasswordPanel } from "./PasswordPanel";
import { SecondFactorPanel } from "./SecondFactorPanel";
import { SessionsPanel } from "./SessionsPanel";
import { SignInsPanel } from "./SignInsPanel";
import { useMe } from "./useAccount";

export function AccountPage() {
  const { t } = useTranslation("account");
  const me = useMe();
  const staff = me.data?.staff;
  return (
    <>
      <PageHead
        title={t("title")}
        words={staff && `${staff.display_name} · ${staff.username} · ${t(`role.${staff.role}`)}`}
      />
      {me.isError ? (
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      ) : !me.data ? (
        <LoadingState rows={8} />
      ) : (
        <div className={styles.panels}>
          {me.data.has_password && <PasswordPanel me={me.data} />}
          {me.data.has_password && <SecondFactorPanel me={me.data} />}
          <SessionsPanel />
          <SignInsPanel />
        </div>
      )}
    </>
  );
}
