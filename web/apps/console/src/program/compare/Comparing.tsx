// The comparison of two chosen versions.
import { ErrorState, LoadingState, Panel } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useComparison } from "../useProgram";
import { Changes } from "./Changes";

export function Comparing({ from, to }: { from: number; to: number }) {
  const { t } = useTranslation("draft");
  const query = useComparison(from, to);
  return (
    <Panel
      title={t("changes.label")}
      description={
        query.data &&
        t("changes.count", { count: query.data.parts.length, formatted: query.data.parts.length })
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Changes comparison={query.data} />
      ) : (
        <LoadingState rows={8} />
      )}
    </Panel>
  );
}
