// The wallet: what can be spent, what is coming, what expires when - and why the balance is what it is.
import { EmptyState, ErrorState, LoadingState, Panel, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useSearchParam } from "../useSearchParam";
import { ExplainButton } from "./ExplainButton";
import { ExplainDrawer } from "./ExplainDrawer";
import { LotsTable } from "./LotsTable";
import { useWallets } from "./useWallets";
import { WalletExpiry } from "./WalletExpiry";
import { WalletFigures } from "./WalletFigures";
import { WalletHolds } from "./WalletHolds";
import styles from "./WalletPanel.module.css";

export function WalletPanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const query = useWallets(memberId);
  const [explained, setExplained] = useSearchParam("explain");
  const wallets = query.data?.wallets;
  return (
    <>
      {query.isError ? (
        <Panel title={t("wallet.title")}>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Panel>
      ) : !wallets ? (
        <Panel title={t("wallet.title")}>
          <LoadingState rows={6} minHeight={280} />
        </Panel>
      ) : (
        wallets.map((wallet) => (
          <Panel
            key={wallet.key}
            title={t("wallet.of", { name: say(wallet.name) })}
            actions={<ExplainButton wallet={wallet.key} label={t("explain.open")} />}
          >
            <div className={styles.columns}>
              <WalletFigures wallet={wallet} memberId={memberId} />
              <WalletExpiry wallet={wallet} />
            </div>
            <WalletHolds wallet={wallet} />
            {wallet.lots.length > 0 ? (
              <LotsTable wallet={wallet} />
            ) : (
              <EmptyState title={t("wallet.empty")} advice={t("wallet.emptyAdvice")} />
            )}
          </Panel>
        ))
      )}
      {explained && (
        <ExplainDrawer memberId={memberId} wallet={explained} onClose={() => setExplained(null)} />
      )}
    </>
  );
}
