// The YAML editor: completion and hints from the program's schema, faults marked on their lines. Loaded when it is needed.
import type { DraftFault } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { autocompletion } from "@codemirror/autocomplete";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DraftEditor.module.css";
import { changeBetween } from "./changeBetween";
import { editorPhrases } from "./editorPhrases";
import { tellFault } from "./tellFault";
import { schemaCompletion } from "./yaml/completion";
import { editorSetup } from "./yaml/editorSetup";
import { faultMarks } from "./yaml/faultMarks";
import { schemaHover } from "./yaml/hover";
import type { Schema } from "./yaml/schemaWalk";

export interface DraftEditorHandle {
  /** Puts the cursor on a line and shows it. */
  goTo: (line: number) => void;
  /** Puts another text in place of this one: one step to undo, and only what differs is touched. */
  replace: (text: string) => void;
}

interface DraftEditorProps {
  /** What the editor starts with; later changes come from the reader. */
  initial: string;
  faults: DraftFault[];
  schema: Schema;
  onChange: (text: string) => void;
  ref?: Ref<DraftEditorHandle>;
}

export default function DraftEditor({ initial, faults, schema, onChange, ref }: DraftEditorProps) {
  const { t, i18n } = useTranslation("draft");
  const say = useSay();
  const language = i18n.language === "en" ? "en" : "zh";
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const text = useRef(initial);
  const told = useRef(onChange);

  useEffect(() => {
    told.current = onChange;
  }, [onChange]);

  useEffect(() => {
    if (!place.current) return;
    const phrases = {
      required: t("hints.required"),
      oneOf: t("hints.oneOf"),
      standard: t("hints.standard"),
      atLeast: t("hints.atLeast"),
      atMost: t("hints.atMost"),
      above: t("hints.above"),
    };
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text.current,
        extensions: [
          editorSetup(editorPhrases(t)),
          autocompletion({ override: [schemaCompletion(schema, language)] }),
          schemaHover(schema, language, phrases),
          EditorView.contentAttributes.of({ "aria-label": t("editor") }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            text.current = update.state.doc.toString();
            told.current(text.current);
          }),
        ],
      }),
    });
    editor.current = view;
    return () => view.destroy();
  }, [schema, language, t]);

  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    const marks = faultMarks(faults, view.state.doc, (fault) => tellFault(fault, say));
    view.dispatch(setDiagnostics(view.state, marks));
  }, [faults, language, say]);

  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const view = editor.current;
      if (!view) return;
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
    replace: (text) => {
      const view = editor.current;
      if (!view) return;
      const { from, to, insert } = changeBetween(view.state.doc.toString(), text);
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
    },
  }));

  return <div ref={place} className={styles.editor} />;
}
