// What a request does: to the balances, wallet by wallet, or to how many members; or what it would be refused for.
import type { ApprovalEffect } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../events/eventWords";

export function EffectLines({ effect }: { effect: ApprovalEffect }) {
  const { t, i18n } = useTranslation(["approvals", "events"]);
  const format = useFormat();
  if (effect.refusal) {
    const own = `approvals:refusal.${effect.refusal}`;
    if (i18n.exists(own)) return <>{t(own)}</>;
    return <>{t("wouldRefuse", { code: reasonWords(effect.refusal, effect.refusal, t) })}</>;
  }
  if (effect.members !== null && Object.keys(effect.after).length === 0) {
    return <span className="rg-num">{t("members", { total: format.count(effect.members) })}</span>;
  }
  const moved = Object.entries(effect.after).filter(([wallet, to]) => effect.before[wallet] !== to);
  return (
    <span className="rg-num">
      {moved
        .map(([wallet, to]) =>
          t("fromTo", { from: format.count(effect.before[wallet] ?? 0), to: format.count(to) }),
        )
        .join(" · ") || format.nothing}
    </span>
  );
}
