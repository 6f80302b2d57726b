// 异常核查: members of whom the program's watches found something unusual, the longest wait first.
import type { Suspect } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, StackPager, useFormat } from "@regulars/ui";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { MembersTabs } from "../members/MembersTabs";
import { PageHead } from "../shell/PageHead";
import styles from "./FindingsPage.module.css";
import { SuspectCard } from "./SuspectCard";
import { useFindings } from "./useFindings";

const ReviewModal = lazy(async () => ({ default: (await import("./ReviewModal")).ReviewModal }));

export function FindingsPage() {
  const { t } = useTranslation("findings");
  const format = useFormat();
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const [reviewing, setReviewing] = useState<Suspect>();
  const query = useFindings(cursors.at(-1));
  const data = query.data;
  const next = data?.next_cursor;
  return (
    <>
      <PageHead
        title={t("title")}
        words={data ? t("words", { total: format.count(data.total) }) : undefined}
      />
      <MembersTabs />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <LoadingState rows={12} minHeight={480} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t("empty")} advice={t("emptyAdvice")} />
      ) : (
        <div className={styles.cards}>
          {data.items.map((suspect) => (
            <SuspectCard
              key={suspect.member_id}
              suspect={suspect}
              onReview={() => setReviewing(suspect)}
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
      {reviewing && (
        <Suspense fallback={null}>
          <ReviewModal suspect={reviewing} onClose={() => setReviewing(undefined)} />
        </Suspense>
      )}
    </>
  );
}
