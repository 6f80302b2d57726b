// The ledger of one wallet, newest first: when, what, by which rule, how much, what was left.
import type { Entry } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, StackPager, useSay } from "@regulars/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgram } from "../../program/useProgram";
import { useSearchParam } from "../useSearchParam";
import { EntryCard } from "./EntryCard";
import { EntryDrawer } from "./EntryDrawer";
import { useEntries } from "./useEntries";
import { useEntryColumns } from "./useEntryColumns";

const PAGE_SIZE = 10;
const DEFAULT_WALLET = "points";

export function LedgerPanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const program = useProgram();
  const [walletParam, setWalletParam] = useSearchParam("wallet");
  const [entryParam, setEntryParam] = useSearchParam("entry");
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const wallet = walletParam ?? DEFAULT_WALLET;
  const cursor = cursors.at(-1);
  const query = useEntries(memberId, { wallet, cursor, limit: PAGE_SIZE });
  const columns = useEntryColumns(setEntryParam);
  const data = query.data;
  const next = data?.next_cursor;
  const entryNo = Number(entryParam);

  return (
    <Panel
      title={t("ledger.title")}
      flush
      actions={
        <Segmented<string>
          size="small"
          aria-label={t("ledger.wallet")}
          value={wallet}
          onChange={(chosen) => {
            setCursors([]);
            setWalletParam(chosen === DEFAULT_WALLET ? null : chosen);
          }}
          options={(program.data?.wallets ?? []).map(({ key, name }) => ({
            value: key,
            label: say(name),
          }))}
        />
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ResponsiveTable<Entry>
          label={t("ledger.title")}
          columns={columns}
          rows={data?.items}
          rowKey={({ entry_no }) => String(entry_no)}
          card={(entry) => (
            <EntryCard entry={entry} onOpen={() => setEntryParam(String(entry.entry_no))} />
          )}
          empty={<EmptyState title={t("ledger.empty")} advice={t("ledger.emptyAdvice")} />}
          isRefreshing={query.isPlaceholderData}
          onOpen={({ entry_no }) => setEntryParam(String(entry_no))}
          minWidth={480}
        />
      )}
      {data && data.items.length > 0 && (
        <StackPager
          page={cursors.length + 1}
          pageSize={PAGE_SIZE}
          total={data.total}
          shown={data.items.length}
          onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
          onNext={next ? () => setCursors([...cursors, next]) : undefined}
        />
      )}
      {Number.isInteger(entryNo) && entryNo > 0 && (
        <EntryDrawer memberId={memberId} entryNo={entryNo} onClose={() => setEntryParam(null)} />
      )}
    </Panel>
  );
}
