// 待放行事件: events set aside for a person to decide, oldest page by page.
import type { QuarantinedEvent } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, StackPager, useFormat } from "@regulars/ui";
import { Alert } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHead } from "../shell/PageHead";
import { HeldEventCard } from "./HeldEventCard";
import styles from "./QuarantineList.module.css";
import { useHeldEventColumns } from "./useHeldEventColumns";
import { useQuarantine, useRelease } from "./useQuarantine";
import { useReleaseWords } from "./useReleaseWords";

export function QuarantineList() {
  const { t } = useTranslation("quarantine");
  const format = useFormat();
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useQuarantine(cursors.at(-1));
  const release = useRelease();
  const releaseWords = useReleaseWords(release);
  const letThrough = (event: QuarantinedEvent) => release.mutate(event);
  const busyId = release.isPending ? release.variables.id : undefined;
  const columns = useHeldEventColumns(letThrough, busyId);
  const data = query.data;
  const next = data?.next_cursor;
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.crumb}>
        <Link to="/">{t("overview")}</Link>
      </nav>
      <PageHead title={t("title")} words={t("words")} />
      {releaseWords && (
        <Alert className={styles.note} showIcon type={releaseWords.type} title={releaseWords.text} />
      )}
      <div className={styles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <ResponsiveTable<QuarantinedEvent>
            label={t("title")}
            columns={columns}
            rows={data?.items}
            rowKey={({ source, id }) => `${source}:${id}`}
            card={(event) => (
              <HeldEventCard event={event} isBusy={busyId === event.id} onRelease={letThrough} />
            )}
            empty={<EmptyState title={t("empty")} advice={t("emptyAdvice")} />}
            isRefreshing={query.isPlaceholderData}
            minWidth={880}
          />
        )}
        {data && data.items.length > 0 && (
          <p className={styles.total}>{t("total", { total: format.count(data.total) })}</p>
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
      </div>
    </>
  );
}
