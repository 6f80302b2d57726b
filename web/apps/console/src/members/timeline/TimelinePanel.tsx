// The timeline of a member: orders, refunds, activity, points, filtered by kind.
import type { TimelineKind } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, Panel, useFormat } from "@regulars/ui";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParam } from "../useSearchParam";
import { TimelineEntry } from "./TimelineEntry";
import styles from "./TimelinePanel.module.css";
import { useTimeline } from "./useTimeline";

const KINDS: TimelineKind[] = ["order", "refund", "activity", "points"];

export function TimelinePanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const [param, setParam] = useSearchParam("timeline");
  const kind = KINDS.find((candidate) => candidate === param);
  const query = useTimeline(memberId, kind);
  const items = query.data?.pages.flatMap((page) => page.items);
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <Panel
      title={t("timeline.title")}
      description={query.data && t("timeline.total", { total: format.count(total) })}
    >
      <div className={styles.kinds}>
        <Segmented<string>
          size="small"
          block
          aria-label={t("timeline.kind")}
          value={kind ?? "all"}
          onChange={(chosen) => setParam(chosen === "all" ? null : chosen)}
          options={["all", ...KINDS].map((key) => ({ value: key, label: t(`timeline.kinds.${key}`) }))}
        />
      </div>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !items ? (
        <LoadingState rows={8} minHeight={320} />
      ) : items.length === 0 ? (
        <EmptyState title={t("timeline.empty")} />
      ) : (
        <ol className={styles.list}>
          {items.map((item, index) => (
            // Moments without an event have no number; the list only grows at its end.
            <TimelineEntry key={index} memberId={memberId} item={item} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button
          block
          className={styles.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("timeline.more")}
        </Button>
      )}
    </Panel>
  );
}
