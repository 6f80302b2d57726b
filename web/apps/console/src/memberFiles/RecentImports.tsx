// The imports there have been, newest first.
import type { MemberImportSummary } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./ImportPage.module.css";
import { ImportStatusTag } from "./ImportStatusTag";
import { useImportList } from "./useImports";

export function RecentImports() {
  const { t } = useTranslation("memberFiles");
  const format = useFormat();
  const query = useImportList();
  const link = ({ import_id, file_name }: MemberImportSummary) => (
    <Link to={`/members/import/${import_id}`}>
      <pre className={styles.name}>{file_name}</pre>
    </Link>
  );
  const result = ({ done, rows_total }: MemberImportSummary) =>
    done
      ? t("recent.result", { new: format.count(done.new), updated: format.count(done.updated), rejected: format.count(done.rejected) })
      : t("recent.rows", { rows: format.count(rows_total) });
  return (
    <Panel title={t("recent.title")} flush>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ResponsiveTable<MemberImportSummary>
          label={t("recent.title")}
          rows={query.data?.items}
          rowKey={({ import_id }) => import_id}
          skeletonRows={3}
          empty={<EmptyState title={t("recent.empty")} advice={t("recent.emptyAdvice")} />}
          columns={[
            { key: "file", title: t("recent.file"), render: (_, each) => link(each) },
            { key: "by", title: t("recent.by"), render: (_, each) => askerOf(each.asked_by, t("recent.command")) },
            { key: "at", title: t("recent.at"), render: (_, each) => format.dateTime(each.asked_at) },
            { key: "result", title: t("recent.what"), render: (_, each) => result(each) },
            { key: "status", title: t("recent.status"), render: (_, each) => <ImportStatusTag item={each} /> },
          ]}
          card={(each) => (
            <div className={styles.card}>
              <p className={styles.line}>
                {link(each)}
                <ImportStatusTag item={each} />
              </p>
              <small>
                {format.dateTime(each.asked_at)} · {result(each)}
              </small>
            </div>
          )}
        />
      )}
    </Panel>
  );
}

/** The name behind "staff:anna"; a command has none. */
function askerOf(knownAs: string, command: string): string {
  return knownAs.includes(":") ? knownAs.slice(knownAs.indexOf(":") + 1) : command;
}
