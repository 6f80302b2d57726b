// A requirement in words: "年度消费满 ¥5,000"; clauses that stand together as one part of it go into brackets.
import type { Bilingual, Requirement } from "@regulars/client";
import type { Format } from "@regulars/ui";
import type { TFunction } from "i18next";

export interface Words {
  t: TFunction<"members">;
  format: Format;
  say: (text: Bilingual) => string;
}

export function requirementWords(requirement: Requirement, { t, format, say }: Words): string {
  const { unit, required, in_each_month: each } = requirement;
  const show = unit === "money" ? format.moneyWhole : format.count;
  return t(each === null ? "standing.requirement" : "standing.requirementEachMonth", {
    name: say(requirement.name),
    window: say(requirement.window),
    required: show(each ?? required),
  });
}

/** An amount toward a clause: money, a count, or so many months where something is asked of each. */
export function amountWords(
  { unit, in_each_month: each }: Requirement,
  amount: number,
  { t, format }: Pick<Words, "t" | "format">,
): string {
  if (each !== null) return t("standing.months", { number: amount });
  return unit === "money" ? format.money(amount) : format.count(amount);
}

/**
 * Phrases joined as the requirement combines them: parts by `group`, clauses within a part the other way, and behind each part
 * the condition that `whenOf` says; a condition of all parts stands once, behind them.
 */
export function joinedWords<Clause extends Requirement>(
  requirements: Clause[],
  phraseOf: (clause: Clause) => string,
  t: TFunction<"members">,
  whenOf: (clause: Clause) => string = () => "",
): string {
  const isAny = requirements.some(({ group }) => group === "any");
  const [outer, inner] = isAny ? ["or", "and"] : ["and", "or"];
  const parts = new Map<number, string[]>();
  const conditions = new Map<number, string>();
  for (const clause of requirements) {
    parts.set(clause.part, [...(parts.get(clause.part) ?? []), phraseOf(clause)]);
    conditions.set(clause.part, whenOf(clause));
  }
  const shared = new Set(conditions.values()).size === 1 ? [...conditions.values()][0] : undefined;
  return (
    [...parts]
      .map(([part, phrases]) => {
        const words = phrases.join(t(`standing.${inner}`));
        const told = phrases.length > 1 && parts.size > 1 ? t("standing.together", { words }) : words;
        return shared === undefined ? told + (conditions.get(part) ?? "") : told;
      })
      .join(t(`standing.${outer}`)) + (shared ?? "")
  );
}
