// The editor's parts, chosen one by one so that nothing unused is loaded.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--rg-brand)" },
  { tag: [tags.string, tags.content], color: "var(--rg-text)" },
  { tag: tags.comment, color: "var(--rg-text-muted)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator], color: "var(--rg-text-secondary)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", background: "var(--rg-surface)", color: "var(--rg-text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily:
      'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
    lineHeight: "20px",
  },
  ".cm-content": { caretColor: "var(--rg-text)" },
  ".cm-cursor": { borderLeftColor: "var(--rg-text)" },
  ".cm-gutters": {
    background: "var(--rg-surface)",
    color: "var(--rg-text-muted)",
    border: "none",
    borderRight: "1px solid var(--rg-border-soft)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--rg-hover)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--rg-brand-soft) !important",
  },
  ".cm-foldPlaceholder": { background: "var(--rg-hover)", border: "none", color: "inherit" },
  ".cm-tooltip": {
    border: "1px solid var(--rg-border)",
    borderRadius: "6px",
    background: "var(--rg-surface-raised)",
    color: "var(--rg-text)",
    overflow: "hidden",
  },
  ".cm-tooltip .rg-hover": {
    maxWidth: "min(420px, 80vw)",
    padding: "8px 12px",
    font: "13px/20px var(--rg-font)",
  },
  ".cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--rg-brand)",
    color: "var(--rg-on-brand)",
  },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--rg-font)", opacity: "0.8" },
  ".cm-diagnostic": { padding: "6px 12px", fontFamily: "var(--rg-font)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--rg-accent)" },
  ".cm-panels": { background: "var(--rg-hover)", color: "var(--rg-text)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--rg-border)" },
});

/** Everything but the language of the hints. */
export function editorSetup(phrases: Record<string, string>): Extension {
  return [
    EditorState.phrases.of(phrases),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    indentUnit.of("  "),
    lineNumbers(),
    highlightActiveLineGutter(),
    lintGutter(),
    foldGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: false }),
    syntaxHighlighting(colors),
    yaml(),
    theme,
    // Tab is left to the page: who writes by keyboard can leave the editor.
    keymap.of([
      ...defaultKeymap,
      ...historyKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ];
}
