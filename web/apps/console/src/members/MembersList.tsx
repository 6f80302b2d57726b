// 会员: find members by search and filters, page by page.
import { EmptyState, ErrorState, StackPager, useFormat } from "@regulars/ui";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { PageHead } from "../shell/PageHead";
import { conditionsCount, PAGE_SIZES } from "./membersFilter";
import { MembersFilters } from "./MembersFilters";
import styles from "./MembersList.module.css";
import { MembersTable } from "./MembersTable";
import { MembersTabs } from "./MembersTabs";
import { useMembers } from "./useMembers";
import { useMembersPage } from "./useMembersPage";

export function MembersList() {
  const { t } = useTranslation("members");
  const format = useFormat();
  const { filter, cursor, page, setFilter, clear, goNext, goPrevious } = useMembersPage();
  const query = useMembers({ ...filter, cursor });
  const data = query.data;
  const next = data?.next_cursor;
  const isFiltered = conditionsCount(filter) > 0;

  return (
    <>
      <PageHead
        title={t("title")}
        words={data && t(isFiltered ? "found" : "all", { total: format.count(data.total) })}
      />
      <MembersTabs />
      <div className={styles.panel}>
        <MembersFilters filter={filter} onChange={setFilter} onClear={clear} />
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <MembersTable
            rows={data?.items}
            sort={filter.sort}
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
            total={data.total}
            shown={data.items.length}
            onPrevious={goPrevious}
            onNext={next ? () => goNext(next) : undefined}
            pageSizes={PAGE_SIZES}
            onPageSize={(limit) => setFilter({ limit })}
          />
        )}
      </div>
    </>
  );
}
