// One entry in full: the event behind it, the rule and program version that decided, the lots it touched.
import { ErrorState, LoadingState, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { EntryFacts } from "./EntryFacts";
import { useEntry } from "./useEntries";

interface EntryDrawerProps {
  memberId: string;
  entryNo: number;
  onClose: () => void;
}

export function EntryDrawer({ memberId, entryNo, onClose }: EntryDrawerProps) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const query = useEntry(memberId, entryNo);
  return (
    <Drawer open size={isPhone ? "100%" : 560} onClose={onClose} title={t("entry.title")}>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <EntryFacts entry={query.data} />
      ) : (
        <LoadingState rows={10} />
      )}
    </Drawer>
  );
}
