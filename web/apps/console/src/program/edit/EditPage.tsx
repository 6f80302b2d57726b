// Writing the next version: for administrators. `?text=2` begins a draft with the text of version 2, to go back to it.
import { EmptyState, ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useSession } from "../../session/useSession";
import { PageHead } from "../../shell/PageHead";
import { useProgramVersion, useProgramVersions } from "../useProgram";
import { BeginDraft } from "./BeginDraft";
import { DraftDesk } from "./DraftDesk";

export function EditPage() {
  const { t } = useTranslation("draft");
  const [search] = useSearchParams();
  const session = useSession();
  const isAllowed = session.data?.staff?.scopes.includes("program:write");
  const versions = useProgramVersions();
  const asked = Number(search.get("text"));
  const isKnown = versions.data?.items.some(({ version }) => version === asked);
  const latest = useProgramVersion(isAllowed ? versions.data?.items[0]?.version : undefined);
  const source = useProgramVersion(isAllowed && isKnown ? asked : undefined);
  const failed = [versions, latest, source].find(({ isError }) => isError);
  if (isAllowed && !failed && latest.data) {
    if (!isKnown) return <DraftDesk latest={latest.data} />;
    if (source.data?.version === asked) return <BeginDraft source={source.data} latest={latest.data} />;
  }
  return (
    <>
      <PageHead title={t("title")} />
      {!isAllowed ? (
        <EmptyState
          title={t("notAllowed")}
          advice={t("notAllowedAdvice")}
          action={<Link to="/program">{t("compare.back")}</Link>}
        />
      ) : failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : (
        <LoadingState rows={12} minHeight={560} />
      )}
    </>
  );
}
