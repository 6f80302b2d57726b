// An identity in words: its kind as staff know it, and its value.
import type { Identity } from "@regulars/client";
import type { TFunction } from "i18next";

/** A kind the product has no word for is one of the operator's own and is shown as they named it. */
export function identityWords({ kind, value }: Identity, t: TFunction<"members">): string {
  return t("page.identity", { kind: t(`identity.${kind}`, { defaultValue: kind }), value });
}
