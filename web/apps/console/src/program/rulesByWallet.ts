// Gathers the rules by the wallet they fill, in the order of the program's wallets; the rest last.
import type { Program } from "@regulars/client";

interface RuleGroup {
  wallet: Program["wallets"][number] | null;
  rules: Program["rules"];
}

export function rulesByWallet({ rules, wallets }: Pick<Program, "rules" | "wallets">): RuleGroup[] {
  const known = new Set(wallets.map(({ key }) => key));
  const groups: RuleGroup[] = wallets.map((wallet) => ({
    wallet,
    rules: rules.filter((rule) => rule.wallet === wallet.key),
  }));
  groups.push({
    wallet: null,
    rules: rules.filter((rule) => !known.has(rule.wallet)),
  });
  return groups.filter((group) => group.rules.length > 0);
}
