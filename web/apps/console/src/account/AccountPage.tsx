// 我的账号: password, second factor, where one is logged in, recent sign-ins.
import type { OwnRole } from "@regulars/client";
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { unitName } from "../organisation/unitName";
import { PageHead } from "../shell/PageHead";
import { roleName } from "../staff/roleName";
import styles from "./AccountPage.module.css";
import { PasswordPanel } from "./PasswordPanel";
import { SecondFactorPanel } from "./SecondFactorPanel";
import { SessionsPanel } from "./SessionsPanel";
import { SignInsPanel } from "./SignInsPanel";
import { useMe } from "./useAccount";

export function AccountPage() {
  const { t } = useTranslation(["account", "settings", "organisation"]);
  const me = useMe();
  const staff = me.data?.staff;
  const words = ({ role, role_name, inherits, ...unit }: OwnRole) => {
    const name = roleName(role, role_name, t);
    const isEverywhere = unit.unit_kind === "headquarters" && inherits;
    const at = { name: unit.unit_name, code: "", kind: unit.unit_kind };
    return isEverywhere ? name : t("settings:staff.at", { role: name, unit: unitName(at, t) });
  };
  return (
    <>
      <PageHead
        title={t("title")}
        words={staff && [staff.display_name, staff.username, ...staff.roles.map(words)].join(" · ")}
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
