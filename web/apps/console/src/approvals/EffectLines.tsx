// What a request does to the balances, wallet by wallet; or what the program would refuse it for.
import type { ApprovalEffect } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { reasonWords } from "../events/eventWords";

export function EffectLines({ effect }: { effect: ApprovalEffect }) {
  const { t } = useTranslation(["approvals", "events"]);
  const format = useFormat();
  if (effect.refusal) {
    return <>{t("wouldRefuse", { code: reasonWords(effect.refusal, effect.refusal, t) })}</>;
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
