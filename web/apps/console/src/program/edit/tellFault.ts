// A fault in one line: where, what is wrong, what was expected.
import type { Bilingual, DraftFault } from "@regulars/client";

export function tellFault(fault: DraftFault, say: (text: Bilingual) => string): string {
  const where = fault.path === "$" ? "" : `${fault.path}: `;
  return `${where}${say(fault.text)}`;
}
