// Two versions of the program beside each other: what the later one says otherwise. The choice stands in the address.
import type { ProgramVersion } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, Panel } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { PageHead } from "../../shell/PageHead";
import { useProgramVersions } from "../useProgram";
import { Comparing } from "./Comparing";
import { VersionChoice } from "./VersionChoice";

export function ComparePage() {
  const { t } = useTranslation("draft");
  const [search, setSearch] = useSearchParams();
  const query = useProgramVersions();
  const versions = query.data?.items;
  const latest = versions?.[0]?.version ?? 0;
  const to = chosen(search.get("to"), versions) ?? latest;
  const from = chosen(search.get("from"), versions) ?? Math.max(to - 1, 1);
  const choose = (side: "from" | "to") => (version: number) =>
    setSearch({ from: String(from), to: String(to), [side]: String(version) }, { replace: true });
  return (
    <>
      <PageHead title={t("compare.title")} words={t("compare.words")}>
        {versions && versions.length > 1 && (
          <>
            <VersionChoice label={t("compare.from")} versions={versions} value={from} onChoose={choose("from")} />
            <VersionChoice label={t("compare.to")} versions={versions} value={to} onChoose={choose("to")} />
          </>
        )}
      </PageHead>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !versions ? (
        <LoadingState rows={8} minHeight={400} />
      ) : versions.length < 2 ? (
        <Panel title={t("changes.label")}>
          <EmptyState
            title={t("compare.onlyOne")}
            advice={t("compare.onlyOneAdvice")}
            action={<Link to="/program">{t("compare.back")}</Link>}
          />
        </Panel>
      ) : (
        <Comparing from={from} to={to} />
      )}
    </>
  );
}

function chosen(text: string | null, versions: ProgramVersion[] | undefined): number | null {
  const version = Number(text);
  return versions?.some((known) => known.version === version) ? version : null;
}
