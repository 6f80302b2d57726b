// "Why this balance": every lot that still counts, less what is owed, summing to the balance.
import { EmptyState, ErrorState, LoadingState, useFocusReturn, useFormat, useIsPhone } from "@regulars/ui";
import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ExplainDrawer.module.css";
import { ExplainLines } from "./ExplainLines";
import { useExplanation } from "./useExplanation";

interface ExplainDrawerProps {
  memberId: string;
  wallet: string;
  onClose: () => void;
}

export function ExplainDrawer({ memberId, wallet, onClose }: ExplainDrawerProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const isPhone = useIsPhone();
  useFocusReturn();
  const query = useExplanation(memberId, wallet);
  const explanation = query.data;
  return (
    <Drawer
      open
      size={isPhone ? "100%" : 640}
      onClose={onClose}
      title={
        explanation
          ? t("explain.title", { balance: format.count(explanation.balance) })
          : t("explain.open")
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !explanation ? (
        <LoadingState rows={8} />
      ) : explanation.lines.length === 0 && explanation.debt === 0 ? (
        <EmptyState title={t("explain.empty")} />
      ) : (
        // The panel scrolls and holds no control; a stop of its own lets the keyboard scroll it.
        <div tabIndex={0} role="region" aria-label={t("explain.open")}>
          <p className={styles.words}>
            {t(explanation.lines.some(({ month }) => month) ? "explain.monthWords" : "explain.words")}
          </p>
          <ExplainLines explanation={explanation} />
        </div>
      )}
    </Drawer>
  );
}
