// What a role is called: one that is there from the beginning by the console's words, the operator's own by its name.
import type { TFunction } from "i18next";

export function roleName(role: string, name: string, t: TFunction<"account">): string {
  return name || t(`account:role.${role}`, { defaultValue: role });
}
