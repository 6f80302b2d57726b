// The page of one member: who, tier and growth, wallet, ledger, timeline.
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { usePageTitle } from "../shell/usePageTitle";
import { LedgerPanel } from "./ledger/LedgerPanel";
import { MemberHead } from "./MemberHead";
import styles from "./MemberPage.module.css";
import { nameOf } from "./nameOf";
import { PrivacyPanel } from "./privacy/PrivacyPanel";
import { ProgressPanel } from "./progress/ProgressPanel";
import { StandingPanel } from "./standing/StandingPanel";
import { TimelinePanel } from "./timeline/TimelinePanel";
import { useMember } from "./useMember";
import { WalletPanel } from "./wallet/WalletPanel";

export function MemberPage() {
  const { t } = useTranslation("members");
  const { memberId = "" } = useParams();
  const query = useMember(memberId);
  const member = query.data;
  usePageTitle(member ? nameOf(member) : t("title"));

  return (
    <>
      <nav aria-label={t("page.breadcrumb")} className={styles.crumb}>
        <Link to="/members">{t("title")}</Link>
      </nav>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : member ? (
        <div className={styles.grid} key={memberId}>
          <MemberHead member={member} />
          <StandingPanel memberId={memberId} />
          <ProgressPanel memberId={memberId} />
          <WalletPanel memberId={memberId} />
          <PrivacyPanel member={member} />
          <div className={styles.ledger}>
            <LedgerPanel memberId={memberId} />
          </div>
          <div className={styles.timeline}>
            <TimelinePanel memberId={memberId} />
          </div>
        </div>
      ) : (
        <LoadingState rows={14} minHeight={640} />
      )}
    </>
  );
}
