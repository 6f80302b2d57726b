// What a scope lets a key do, in words; a scope newer than this console is shown as it is.
import type { TFunction } from "i18next";

export function scopeWords(scope: string, t: TFunction<"settings">): string {
  // A colon would name another set of words.
  return t(`keys.scope.${scope.replace(":", "_")}`, { defaultValue: scope });
}
