// What a change of the rules of log-in was, read off the line of the access log; what is not told in words is left out.
import type { TFunction } from "i18next";
import { roleName } from "../staff/roleName";

const RULE = /^(staff|members)\.(\w+): (\d+) → (\d+)$/;
const SECOND_FACTOR = /^second factor: (.+) → (.+)$/;
const NOBODY = "nobody";

export function policyWords(detail: string, t: TFunction<["account", "security", "settings"]>): string {
  const roles = (list = "") =>
    list === NOBODY ? t("account:log.noRole") : list.split(", ").map((role) => roleName(role, "", t as TFunction<"account">)).join(t("settings:keys.and"));
  return detail
    .split("; ")
    .flatMap((part) => {
      const rule = RULE.exec(part);
      if (rule) {
        const [, whose = "", name = "", before = "", after = ""] = rule;
        return [t("account:log.moved", { what: t(`security:${whose}.rule.${name}`), before, after })];
      }
      const factor = SECOND_FACTOR.exec(part);
      if (!factor) return [];
      const [, before, after] = factor;
      return [
        t("account:log.moved", { what: t("settings:policy.title"), before: roles(before), after: roles(after) }),
      ];
    })
    .join(" · ");
}
