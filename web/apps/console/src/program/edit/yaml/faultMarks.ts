// Faults as marks on their lines.
import type { DraftFault } from "@regulars/client";
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";

export function faultMarks(
  faults: readonly DraftFault[],
  text: Text,
  tell: (fault: DraftFault) => string,
): Diagnostic[] {
  return faults.map((fault) => {
    const number = Math.min(Math.max(fault.line ?? 1, 1), text.lines);
    const line = text.line(number);
    const from = line.from + (line.text.length - line.text.trimStart().length);
    return { from, to: Math.max(from, line.to), severity: "error", message: tell(fault) };
  });
}
