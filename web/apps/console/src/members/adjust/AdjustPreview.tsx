// What an adjustment will do, or did: the balance before and after, and the tier if it moves.
import type { Wallet } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgram } from "../../program/useProgram";
import { FactList } from "../ledger/FactList";
import styles from "./AdjustPreview.module.css";
import { RefusalNote } from "./RefusalNote";
import type { Previewed } from "./useAdjust";

interface AdjustPreviewProps {
  previewed: Previewed;
  wallets: Wallet[];
  isDone: boolean;
}

export function AdjustPreview({ previewed, wallets, isDone }: AdjustPreviewProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const program = useProgram();
  const { adjustment, outcome } = previewed;
  // The balance before is the one at preview time; the wallet itself moves on once confirmed.
  const [wallet] = useState(() => wallets.find(({ key }) => key === adjustment.wallet));
  const after = outcome.balances[adjustment.wallet];
  const tierName = (key = "") =>
    say(program.data?.tiers.find((tier) => tier.key === key)?.name) || key;

  if (outcome.status !== "accepted") return <RefusalNote error={null} outcome={outcome} />;
  const moved = outcome.tiers_changed[0];
  return (
    <>
      <p className={styles.words}>{isDone ? t("adjust.doneWords") : t("adjust.previewWords")}</p>
      <FactList
        facts={[
          { key: "wallet", label: t("adjust.wallet"), value: say(wallet?.name) },
          { key: "points", label: t("adjust.change"), value: format.signed(adjustment.points) },
          {
            key: "balance",
            label: t("adjust.balance"),
            value: t("adjust.fromTo", {
              from: format.count(wallet?.balance ?? 0),
              to: format.count(after?.balance ?? 0),
            }),
          },
          ...((after?.debt ?? 0) > 0
            ? [{ key: "debt", label: t("wallet.debt"), value: format.count(after?.debt ?? 0) }]
            : []),
          {
            key: "tier",
            label: t("adjust.tier"),
            value: moved
              ? t("adjust.fromTo", { from: tierName(moved.from), to: tierName(moved.to) })
              : t("adjust.tierStays"),
          },
          { key: "reason", label: t("adjust.reason"), value: adjustment.reason },
        ]}
      />
    </>
  );
}
