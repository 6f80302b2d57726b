// 安全: how staff and members get in, and the rules of it, which are changed here.
import { ErrorState, LoadingState, Panel } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import listStyles from "../settings/ListFrame.module.css";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { PolicyPanel } from "../staff/PolicyPanel";
import styles from "./LogInFacts.module.css";
import { MemberLogInFacts } from "./MemberLogInFacts";
import { RulesForm } from "./RulesForm";
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
            {query.data ? (
              <>
                <div className={styles.facts}>
                  <FactList
                    facts={[
                      {
                        key: "provider",
                        label: t("staff.provider"),
                        value: query.data.staff.provider ?? t("off"),
                      },
                    ]}
                  />
                </div>
                <RulesForm whose="staff" settings={query.data} />
              </>
            ) : (
              <LoadingState rows={8} />
            )}
          </Panel>
          <PolicyPanel />
          <Panel
            className={listStyles.below ?? ""}
            title={t("members.title")}
            description={t("members.words")}
          >
            {query.data ? (
              <>
                <MemberLogInFacts members={query.data.members} />
                <RulesForm whose="members" settings={query.data} />
              </>
            ) : (
              <LoadingState rows={8} />
            )}
          </Panel>
        </>
      )}
    </>
  );
}
