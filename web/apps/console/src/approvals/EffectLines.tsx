// What a request does: to the balances, wallet by wallet, and to tiers, or to how many members; or what it would be refused for.
import type { ApprovalEffect } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../events/eventWords";
import { useProgram } from "../program/useProgram";

export function EffectLines({ effect }: { effect: ApprovalEffect }) {
  const { t, i18n } = useTranslation(["approvals", "events"]);
  const format = useFormat();
  const say = useSay();
  const program = useProgram().data;
  if (effect.refusal) {
    const own = `approvals:refusal.${effect.refusal}`;
    if (i18n.exists(own)) return <>{t(own)}</>;
    return <>{t("wouldRefuse", { code: reasonWords(effect.refusal, effect.refusal, t) })}</>;
  }
  const walletName = (key: string) =>
    say(program?.wallets.find((wallet) => wallet.key === key)?.name) || key;
  const tierName = (key = "") => say(program?.tiers.find((tier) => tier.key === key)?.name) || key;
  if (effect.members !== null && Object.keys(effect.after).length === 0) {
    return <span className="rg-num">{t("members", { total: format.count(effect.members) })}</span>;
  }
  const moved = Object.entries(effect.after).filter(([wallet, to]) => effect.before[wallet] !== to);
  return (
    <span className="rg-num">
      {moved
        .map(([wallet, to]) =>
          t("moved", {
            what: walletName(wallet),
            from: format.count(effect.before[wallet] ?? 0),
            to: format.count(to),
          }),
        )
        .concat(
          effect.tiers_changed.map(({ from, to }) =>
            t("moved", { what: t("tier"), from: tierName(from), to: tierName(to) }),
          ),
        )
        .join(" · ") || format.nothing}
    </span>
  );
}
