// 安全: how staff and members get in, which limits hold, and where each of it is changed.
import { ErrorState, LoadingState, Panel } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import listStyles from "../settings/ListFrame.module.css";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { PolicyPanel } from "../staff/PolicyPanel";
import { MemberLogInFacts } from "./MemberLogInFacts";
import { StaffLogInFacts } from "./StaffLogInFacts";
import { useSecurity } from "./useSecurity";

export function SecurityPage() {
  const { t } = useTranslation("security");
  const query = useSecurity();
  return (
    <>
      <PageHead title={t("title")} words={t("words")} />
      <SettingsTabs />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <Panel title={t("staff.title")} description={t("staff.words")}>
            {query.data ? <StaffLogInFacts staff={query.data.staff} /> : <LoadingState rows={5} />}
          </Panel>
          <PolicyPanel />
          <Panel
            className={listStyles.below ?? ""}
            title={t("members.title")}
            description={t("members.words")}
          >
            {query.data ? <MemberLogInFacts members={query.data.members} /> : <LoadingState rows={5} />}
          </Panel>
        </>
      )}
    </>
  );
}
