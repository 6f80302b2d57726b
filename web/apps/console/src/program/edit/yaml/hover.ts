// Hover: what a name means and what it may hold.
import { hoverTooltip, type Tooltip } from "@codemirror/view";
import { fieldAt, type Schema } from "./schemaWalk";
import { wordsOf, type Language, type Phrases } from "./schemaWords";
import { placeAt } from "./yamlPlace";

const AFTER_NAME = /^[\w]*\s*:\s?/;

export function schemaHover(root: Schema, language: Language, phrases: Phrases) {
  return hoverTooltip((view, position): Tooltip | null => {
    const word = view.state.wordAt(position);
    if (!word) return null;
    const text = view.state.doc.toString();
    // Seen from its value, a name is the last step of the place.
    const after = AFTER_NAME.exec(text.slice(word.from))?.[0].length;
    const place = placeAt(text, after === undefined ? position : word.from + after);
    const field = place && fieldAt(root, place);
    if (!field) return null;
    const { title, lines } = wordsOf(root, field, language, phrases);
    return {
      pos: word.from,
      end: word.to,
      above: true,
      create: () => ({ dom: tooltip(title, lines) }),
    };
  });
}

function tooltip(title: string, lines: string[]): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "rg-hover";
  const head = document.createElement("b");
  head.textContent = title;
  dom.append(head);
  for (const line of lines) {
    const row = document.createElement("div");
    row.textContent = line;
    dom.append(row);
  }
  return dom;
}
