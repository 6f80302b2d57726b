// What the editor itself says, by the English words that it looks its phrases up with.
import type { TFunction } from "i18next";

export function editorPhrases(t: TFunction<"draft">): Record<string, string> {
  return {
    Find: t("phrases.find"),
    Replace: t("phrases.replace"),
    next: t("phrases.next"),
    previous: t("phrases.previous"),
    all: t("phrases.all"),
    "match case": t("phrases.matchCase"),
    regexp: t("phrases.regexp"),
    "by word": t("phrases.byWord"),
    replace: t("phrases.replaceOne"),
    "replace all": t("phrases.replaceAll"),
    close: t("phrases.close"),
    "Go to line": t("phrases.goToLine"),
    go: t("phrases.go"),
    "current match": t("phrases.currentMatch"),
    "on line": t("phrases.onLine"),
    Diagnostics: t("phrases.diagnostics"),
    "No diagnostics": t("phrases.noDiagnostics"),
    Completions: t("phrases.completions"),
    "folded code": t("phrases.foldedCode"),
    unfold: t("phrases.unfold"),
    "Fold line": t("phrases.foldLine"),
    "Unfold line": t("phrases.unfoldLine"),
  };
}
