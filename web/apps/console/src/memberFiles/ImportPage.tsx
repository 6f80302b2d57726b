// One import: its columns, what would become of its rows, how far it is, what became of it.
import { ErrorState, LoadingState, useFormat } from "@regulars/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { PageHead } from "../shell/PageHead";
import { ColumnsForm } from "./ColumnsForm";
import { FaultsPanel } from "./FaultsPanel";
import styles from "./ImportPage.module.css";
import { ImportProgress } from "./ImportProgress";
import { ImportResult } from "./ImportResult";
import { isUnderWay, useImport } from "./useImports";

export function ImportPage() {
  const { t } = useTranslation("memberFiles");
  const { importId = "" } = useParams();
  const format = useFormat();
  const query = useImport(importId);
  const [isChanging, setIsChanging] = useState(false);
  const found = query.data;
  const asksColumns = found?.status === "uploaded" || (found?.status === "tried" && isChanging);
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.crumb}>
        <Link to="/members/import">{t("title")}</Link>
      </nav>
      <PageHead
        title={found?.file_name ?? t("title")}
        words={found && t("rows", { rows: format.count(found.rows_total) })}
      />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !found ? (
        <LoadingState rows={12} minHeight={560} />
      ) : (
        <div className={styles.grid}>
          {asksColumns ? (
            <ColumnsForm item={found} onDone={() => setIsChanging(false)} />
          ) : isUnderWay(found) ? (
            <ImportProgress item={found} />
          ) : (
            <>
              <ImportResult item={found} onChange={() => setIsChanging(true)} />
              {found.faults_listed > 0 && <FaultsPanel item={found} />}
            </>
          )}
        </div>
      )}
    </>
  );
}
