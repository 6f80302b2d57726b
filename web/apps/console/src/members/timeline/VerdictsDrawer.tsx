// Why an event gave what it gave: every rule of the version that judged it, with its verdict.
import type { TimelineItem } from "@regulars/client";
import { ErrorState, LoadingState, useFocusReturn, useIsPhone, useSay } from "@regulars/ui";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { useVerdicts } from "./useVerdicts";
import { VerdictsList } from "./VerdictsList";

interface VerdictsDrawerProps {
  memberId: string;
  item: TimelineItem;
  onClose: () => void;
}

export function VerdictsDrawer({ memberId, item, onClose }: VerdictsDrawerProps) {
  const { t } = useTranslation("members");
  const say = useSay();
  const isPhone = useIsPhone();
  useFocusReturn();
  const query = useVerdicts(memberId, item.event.source, item.event.id);
  return (
    <Drawer
      open
      size={isPhone ? "100%" : 560}
      onClose={onClose}
      title={t("verdicts.title", { what: [say(item.title), item.reference].filter(Boolean).join(" ") })}
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <VerdictsList explanation={query.data} />
      ) : (
        <LoadingState rows={8} />
      )}
    </Drawer>
  );
}
