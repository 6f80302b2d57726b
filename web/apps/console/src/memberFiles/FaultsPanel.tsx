// What does not go in, row by row, with the reason in words; all of it as a file.
import { DownloadOutlined } from "@ant-design/icons";
import type { ImportFault, MemberImport } from "@regulars/client";
import { ErrorState, Panel, ResponsiveTable, StackPager, useFormat } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { earlierRow } from "./earlierRow";
import styles from "./ImportPage.module.css";
import { useFaults } from "./useImports";

const PAGE_SIZE = 20;

export function FaultsPanel({ item }: { item: MemberImport }) {
  const { t } = useTranslation("memberFiles");
  const format = useFormat();
  const query = useFaults(item);
  const [page, setPage] = useState(1);
  const first = (page - 1) * PAGE_SIZE;
  const reason = (fault: ImportFault) => {
    const words = t(`reason.${fault.reason}`, { defaultValue: fault.reason });
    const { row } = earlierRow(fault);
    return row === null ? words : t("faults.earlier", { reason: words, row });
  };
  const shown = query.data?.items;
  const total = query.data?.total ?? item.faults_listed;
  return (
    <Panel
      title={t("faults.title", { total: format.count(total) })}
      description={
        shown && shown.length < total ? t("faults.first", { shown: format.count(shown.length) }) : t("faults.words")
      }
      actions={
        <Button
          icon={<DownloadOutlined aria-hidden />}
          href={`/v1/member-imports/${item.import_id}/rejects`}
          download
        >
          {t("faults.download")}
        </Button>
      }
      flush
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ResponsiveTable<ImportFault & { place: number }>
          label={t("faults.title", { total: format.count(total) })}
          rows={shown?.map((fault, place) => ({ ...fault, place })).slice(first, first + PAGE_SIZE)}
          rowKey={({ place }) => String(place)}
          empty={null}
          columns={[
            { key: "row", title: t("faults.row"), width: 90, render: (_, { row }) => row ?? "" },
            { key: "column", title: t("faults.column"), render: (_, { column }) => <pre className={styles.cells}>{column}</pre> },
            { key: "value", title: t("faults.value"), render: (_, fault) => <pre className={styles.cells}>{earlierRow(fault).value}</pre> },
            { key: "reason", title: t("faults.reason"), render: (_, fault) => reason(fault) },
          ]}
          card={(fault) => (
            <div className={styles.card}>
              <b>{t("faults.rowNo", { row: fault.row ?? "" })}</b>
              <span>{reason(fault)}</span>
              <pre className={styles.cells}>{[fault.column, earlierRow(fault).value].filter(Boolean).join("\n")}</pre>
            </div>
          )}
        />
      )}
      {shown && shown.length > PAGE_SIZE && (
        <StackPager
          page={page}
          pageSize={PAGE_SIZE}
          total={shown.length}
          shown={Math.min(PAGE_SIZE, shown.length - first)}
          onPrevious={page > 1 ? () => setPage(page - 1) : undefined}
          onNext={first + PAGE_SIZE < shown.length ? () => setPage(page + 1) : undefined}
        />
      )}
    </Panel>
  );
}
