// What was sent to one endpoint and what it answered, newest first.
import type { Delivery } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, StackPager, useFormat } from "@regulars/ui";
import { Alert, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { PageHead } from "../shell/PageHead";
import styles from "./DeliveriesPage.module.css";
import { DeliveryCard } from "./DeliveryCard";
import { ReplayButton } from "./ReplayButton";
import { useDeliveries, useRetry, type StatusChoice } from "./useDeliveries";
import { useDeliveryColumns } from "./useDeliveryColumns";
import { useWebhooks } from "./useWebhooks";

const CHOICES: StatusChoice[] = ["all", "pending", "delivered", "dead"];

export function DeliveriesPage() {
  const { t } = useTranslation("webhooks");
  const format = useFormat();
  const { endpointId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const status = CHOICES.find((choice) => choice === search.get("status")) ?? "all";
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useDeliveries(endpointId, status, cursors.at(-1));
  const endpoint = useWebhooks().data?.items.find(({ endpoint_id }) => endpoint_id === endpointId);
  const retry = useRetry(endpointId);
  const columns = useDeliveryColumns((delivery) => retry.mutate(delivery.delivery_no));
  const data = query.data;
  const total = endpoint
    ? { ...endpoint, all: endpoint.pending + endpoint.delivered + endpoint.dead }[status]
    : 0;
  const next = data?.next_cursor;
  const choose = (choice: StatusChoice) => {
    setCursors([]);
    setSearch(choice === "all" ? {} : { status: choice }, { replace: true });
  };
  return (
    <>
      <nav aria-label={t("breadcrumb")} className={styles.crumb}>
        <Link to="/settings/webhooks">{t("title")}</Link>
      </nav>
      <PageHead title={t("deliveries.title")} words={endpoint?.url}>
        {endpoint && endpoint.dead > 0 && (
          <Button loading={retry.isPending} onClick={() => retry.mutate("all")}>
            {t("deliveries.retryAll")}
          </Button>
        )}
        <ReplayButton endpointId={endpointId} />
      </PageHead>
      {retry.data && (
        <Alert
          className={styles.note}
          type="success"
          showIcon
          title={t("deliveries.retried", { number: format.count(retry.data.count) })}
        />
      )}
      <Segmented<StatusChoice>
        className={styles.choice}
        value={status}
        onChange={choose}
        options={CHOICES.map((choice) => ({ value: choice, label: t(`status.${choice}`) }))}
      />
      <div className={styles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <ResponsiveTable<Delivery>
            label={t("deliveries.title")}
            columns={columns}
            rows={data?.items}
            rowKey={({ delivery_no }) => String(delivery_no)}
            card={(delivery) => (
              <DeliveryCard delivery={delivery} onRetry={() => retry.mutate(delivery.delivery_no)} />
            )}
            empty={<EmptyState title={t("deliveries.empty")} advice={t("deliveries.emptyAdvice")} />}
            isRefreshing={query.isPlaceholderData}
            minWidth={880}
          />
        )}
        {data && (cursors.length > 0 || next) && (
          <StackPager
            page={null}
            pageSize={data.items.length}
            total={total}
            shown={data.items.length}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
            onNext={next ? () => setCursors([...cursors, next]) : undefined}
          />
        )}
      </div>
    </>
  );
}
