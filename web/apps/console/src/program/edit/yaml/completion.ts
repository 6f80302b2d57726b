// Completion: the names that may stand here and are not there yet, or the values to choose from.
import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete";
import { knownKeys } from "./knownKeys";
import { alternatives, fieldAt, fieldsAt, valuesOf, type Field, type Schema } from "./schemaWalk";
import { titleOf, valueTitle, type Language } from "./schemaWords";
import { placeAt, type Place } from "./yamlPlace";

export function schemaCompletion(root: Schema, language: Language): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const place = placeAt(text, context.pos);
    if (!place || (place.from === context.pos && !context.explicit)) return null;
    const options =
      place.kind === "name" ? names(root, place, language) : values(root, place, text, language);
    return options.length > 0 ? { from: place.from, options, validFor: /^[\w.]*$/ } : null;
  };
}

function names(root: Schema, place: Place, language: Language): Completion[] {
  return fieldsAt(root, place)
    .filter(({ name }) => !(name in place.beside))
    .map((field) => ({
      label: field.name,
      detail: titleOf(field, language),
      type: "property",
      apply: `${field.name}: `,
      boost: field.isRequired ? 1 : 0,
    }));
}

function values(root: Schema, place: Place, text: string, language: Language): Completion[] {
  const field = fieldAt(root, place) ?? itemField(root, place);
  if (!field) return [];
  const chosen = valuesOf(root, field.schema).map((value) => ({
    label: value,
    detail: valueTitle(field.schema, value, language),
    type: "enum",
  }));
  if (chosen.length > 0) return chosen;
  const examples = alternatives(root, field.schema, {}).flatMap((one) => one.examples ?? []);
  const named = [...examples, ...knownKeys(text, field.name)];
  return [...new Set(named)].map((value) => ({ label: value, type: "constant" }));
}

/** In a list of plain values, the field that holds the list. */
function itemField(root: Schema, place: Place): Field | null {
  if (place.steps.at(-1)?.name !== null) return null;
  const list = fieldAt(root, { ...place, steps: place.steps.slice(0, -1) });
  const items = list && alternatives(root, list.schema, {}).find((schema) => schema.items)?.items;
  if (!list || !items) return null;
  return { ...list, schema: { ...items, "x-value-words": list.schema["x-value-words"] } };
}
