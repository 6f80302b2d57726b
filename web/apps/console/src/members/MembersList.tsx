// 会员: find members by search and filters, page by page.
import { EmptyState, ErrorState, StackPager, useFormat, useIsPhone } from "@regulars/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMayExport } from "../memberFiles/useExport";
import { useSession } from "../session/useSession";
import { PageHead } from "../shell/PageHead";
import { BulkBar } from "./BulkBar";
import { ColumnsChoice } from "./ColumnsChoice";
import { useColumns } from "./memberColumns";
import { conditionsCount, PAGE_SIZES } from "./membersFilter";
import { MembersFilters } from "./MembersFilters";
import styles from "./MembersList.module.css";
import { MembersTable } from "./MembersTable";
import { MembersTabs } from "./MembersTabs";
import { useMembers, useMembersTotal } from "./useMembers";
import { useMembersPage } from "./useMembersPage";

const ExportModal = lazy(async () => ({ default: (await import("../memberFiles/ExportModal")).ExportModal }));

export function MembersList() {
  const { t } = useTranslation("members");
  const format = useFormat();
  const isPhone = useIsPhone();
  const { filter, cursor, page, setFilter, clear, goNext, goPrevious } = useMembersPage();
  const query = useMembers({ ...filter, cursor });
  const total = useMembersTotal(filter).data;
  const session = useSession();
  const mayTag = session.data?.staff?.scopes.includes("members:write") ?? false;
  const mayExport = useMayExport();
  const [isExporting, setIsExporting] = useState(false);
  const [columns, setColumns] = useColumns();
  const [chosen, setChosen] = useState<string[]>();
  const data = query.data;
  const next = data?.next_cursor;
  const isFiltered = conditionsCount(filter) > 0;

  return (
    <>
      <PageHead
        title={t("title")}
        words={total != null && t(isFiltered ? "found" : "all", { total: format.count(total) })}
      >
        {!isPhone && <ColumnsChoice columns={columns} onChange={setColumns} />}
        {mayTag && !chosen && <Button onClick={() => setChosen([])}>{t("bulk.open")}</Button>}
        {mayExport && <Button onClick={() => setIsExporting(true)}>{t("export")}</Button>}
      </PageHead>
      <MembersTabs />
      <div className={styles.panel}>
        <MembersFilters
          filter={filter}
          columns={columns}
          onChange={setFilter}
          onClear={clear}
          onView={(view, names) => {
            clear();
            setFilter(view);
            if (names.length > 0) setColumns(names);
          }}
        />
        {chosen && (
          <BulkBar filter={filter} total={total} chosen={chosen} onDone={() => setChosen(undefined)} />
        )}
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <MembersTable
            rows={data?.items}
            sort={filter.sort}
            columns={columns}
            chosen={chosen}
            onChoose={setChosen}
            isRefreshing={query.isPlaceholderData}
            onSort={(sort) => setFilter({ sort })}
            empty={
              <EmptyState
                title={isFiltered ? t("empty.filtered") : t("empty.title")}
                advice={isFiltered ? t("empty.filteredAdvice") : t("empty.advice")}
                action={isFiltered && <Button onClick={clear}>{t("filter.clear")}</Button>}
              />
            }
          />
        )}
        {data && data.items.length > 0 && (
          <StackPager
            page={page}
            pageSize={filter.limit}
            total={total ?? null}
            shown={data.items.length}
            onPrevious={goPrevious}
            onNext={next ? () => goNext(next) : undefined}
            pageSizes={PAGE_SIZES}
            onPageSize={(limit) => setFilter({ limit })}
          />
        )}
      </div>
      {isExporting && (
        <Suspense fallback={null}>
          <ExportModal filter={filter} total={total} onClose={() => setIsExporting(false)} />
        </Suspense>
      )}
    </>
  );
}
