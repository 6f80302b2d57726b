// 疑似重复: members who may be one person, the likeliest first; each pair is merged or dismissed.
import type { DuplicatePair } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, StackPager, useFormat } from "@regulars/ui";
import { Alert } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { MembersTabs } from "../members/MembersTabs";
import { PageHead } from "../shell/PageHead";
import styles from "./DuplicatesPage.module.css";
import { PairCard } from "./PairCard";
import { useDismiss, useDuplicates } from "./useDuplicates";

const MergeModal = lazy(async () => ({ default: (await import("./MergeModal")).MergeModal }));

export function DuplicatesPage() {
  const { t } = useTranslation("merges");
  const format = useFormat();
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const [merging, setMerging] = useState<DuplicatePair>();
  const query = useDuplicates(cursors.at(-1));
  const dismiss = useDismiss();
  const data = query.data;
  const next = data?.next_cursor;
  return (
    <>
      <PageHead
        title={t("title")}
        words={data ? t("words", { total: format.count(data.total) }) : undefined}
      />
      <MembersTabs />
      {dismiss.isError && <Alert className={styles.note} type="error" showIcon title={t("dismiss.failed")} />}
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <LoadingState rows={12} minHeight={480} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t("empty")} advice={t("emptyAdvice")} />
      ) : (
        <div className={styles.pairs}>
          {data.items.map((pair) => (
            <PairCard
              key={`${pair.first.member_id} ${pair.second.member_id}`}
              pair={pair}
              isBusy={dismiss.isPending && dismiss.variables.first_id === pair.first.member_id}
              onMerge={() => setMerging(pair)}
              onDismiss={() =>
                dismiss.mutate({ first_id: pair.first.member_id, second_id: pair.second.member_id })
              }
            />
          ))}
        </div>
      )}
      {data && (cursors.length > 0 || next) && (
        <StackPager
          page={null}
          pageSize={data.items.length}
          total={data.total}
          shown={data.items.length}
          onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
          onNext={next ? () => setCursors([...cursors, next]) : undefined}
        />
      )}
      {merging && (
        <Suspense fallback={null}>
          <MergeModal pair={merging} onClose={() => setMerging(undefined)} />
        </Suspense>
      )}
    </>
  );
}
