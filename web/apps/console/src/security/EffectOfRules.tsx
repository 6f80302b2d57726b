// What a change of rules does: each that is another one then, and how many are logged out at once.
import type { SecurityEffect } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RULES, type Whose } from "./rules";

interface EffectOfRulesProps {
  effect: SecurityEffect;
  whose: Whose;
}

export function EffectOfRules({ effect, whose }: EffectOfRulesProps) {
  const { t } = useTranslation("security");
  const format = useFormat();
  const { staff_sessions_ended: staff, member_sessions_ended: members } = effect;
  const changed = Object.entries(RULES[whose]).filter(([name]) => `${whose}.${name}` in effect.after);
  return (
    <>
      {changed.map(([name, unit]) => (
        <p key={name}>
          {t("line", {
            name: t(`${whose}.rule.${name}`),
            before: format.count(effect.before[`${whose}.${name}`] ?? 0),
            after: format.count(effect.after[`${whose}.${name}`] ?? 0),
            unit: t(`unit.${unit}`),
          })}
        </p>
      ))}
      <p>
        {staff + members > 0
          ? t("ended", { staff: format.count(staff), members: format.count(members) })
          : t("endedNobody")}
      </p>
    </>
  );
}
