// What a line says was done. An operation newer than this console is told by its kind.
import type { AuditLine } from "@regulars/client";
import type { TFunction } from "i18next";

type Words = TFunction<["audit", "account"]>;

export function actionWords({ kind, action }: AuditLine, t: Words): string {
  const byKind = t(`audit:kind.${kind}`);
  return kind === "access"
    ? t(`account:log.kind.${action}`, { defaultValue: byKind })
    : t(`audit:action.${action}`, { defaultValue: byKind });
}
