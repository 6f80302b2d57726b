// A fault in one line: where, what is wrong, what was expected.
import type { DraftFault } from "@regulars/client";
import type { TFunction } from "i18next";

export function tellFault(fault: DraftFault, t: TFunction<"draft">): string {
  const where = fault.path === "$" ? "" : `${fault.path}: `;
  const expected = fault.expected ? t("faults.expected", { expected: fault.expected }) : "";
  const hint = fault.hint ? ` ${fault.hint}` : "";
  return `${where}${fault.message}${expected}${hint}`;
}
