// The page of one member: who, tier and growth, wallet, ledger, timeline.
import { ErrorState, LoadingState } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation, useParams } from "react-router";
import { MergesPanel } from "../merges/MergesPanel";
import { usePageTitle } from "../shell/usePageTitle";
import { LedgerPanel } from "./ledger/LedgerPanel";
import { MemberHead } from "./MemberHead";
import styles from "./MemberPage.module.css";
import { nameOf } from "./nameOf";
import { PrivacyPanel } from "./privacy/PrivacyPanel";
import { ProfilePanel } from "./profile/ProfilePanel";
import { ProgressPanel } from "./progress/ProgressPanel";
import { StandingPanel } from "./standing/StandingPanel";
import { TimelinePanel } from "./timeline/TimelinePanel";
import { useMember } from "./useMember";
import { WalletPanel } from "./wallet/WalletPanel";

export function MemberPage() {
  const { t } = useTranslation(["members", "merges"]);
  const { memberId = "" } = useParams();
  const { state } = useLocation() as { state: { isMerged?: boolean } | null };
  const query = useMember(memberId);
  const member = query.data;
  usePageTitle(member ? nameOf(member) : t("title"));

  if (member?.requested_id) {
    return <Navigate to={`/members/${member.member_id}`} replace state={{ isMerged: true }} />;
  }
  return (
    <>
      <nav aria-label={t("page.breadcrumb")} className={styles.crumb}>
        <Link to="/members">{t("title")}</Link>
      </nav>
      {state?.isMerged && (
        <Alert className={styles.note} type="success" showIcon title={t("merges:arrived")} />
      )}
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : member ? (
        <div className={styles.grid} key={memberId}>
          <MemberHead member={member} />
          <ProfilePanel memberId={memberId} />
          <StandingPanel memberId={memberId} />
          <ProgressPanel memberId={memberId} />
          <WalletPanel memberId={memberId} />
          <MergesPanel memberId={memberId} />
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
