// 审计: who read members' data, who changed what, who took data away; searched, exported, verified.
import { DownloadOutlined } from "@ant-design/icons";
import { ErrorState, StackPager } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import styles from "../settings/ListFrame.module.css";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { AuditFilters } from "./AuditFilters";
import { exportPath, queryOf, readFilter, writeFilter } from "./auditFilter";
import { AuditTable } from "./AuditTable";
import { useAudit } from "./useAudit";
import { VerifyAudit } from "./VerifyAudit";

export function AuditPage() {
  const { t } = useTranslation("audit");
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const query = useAudit({ ...queryOf(filter), ...(cursor ? { cursor } : {}) });
  const { data } = query;
  const next = data?.next_cursor;
  return (
    <>
      <PageHead title={t("title")} words={t("words")}>
        <Button icon={<DownloadOutlined aria-hidden />} href={exportPath(filter)} download>
          {t("export")}
        </Button>
      </PageHead>
      <SettingsTabs />
      <VerifyAudit />
      <AuditFilters
        filter={filter}
        onChange={(changed) => {
          setCursors([]);
          setSearch(writeFilter(changed));
        }}
      />
      <div className={styles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <AuditTable rows={data?.items} names={data?.names ?? {}} isRefreshing={query.isPlaceholderData} />
        )}
        {data && (cursors.length > 0 || next) && (
          <StackPager
            page={null}
            pageSize={data.items.length}
            total={null}
            shown={data.items.length}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
            onNext={next ? () => setCursors([...cursors, next]) : undefined}
          />
        )}
      </div>
    </>
  );
}
