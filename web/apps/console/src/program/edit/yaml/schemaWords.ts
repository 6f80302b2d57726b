// What the schema says of a field, as a few lines for a reader: its words, what it may be, what it is by default.
import { alternatives, valuesOf, type Field, type Schema } from "./schemaWalk";

export type Language = "zh" | "en";

/** The sentences that are not in the schema. */
export interface Phrases {
  required: string;
  oneOf: string;
  standard: string;
  atLeast: string;
  atMost: string;
  above: string;
}

export interface FieldWords {
  title: string;
  lines: string[];
}

/** The words of a field; its own name where it has none. */
export function titleOf({ name, schema }: Field, language: Language): string {
  return schema["x-words"]?.[language] ?? name;
}

/** A value in words, where it is a name of the product's own. */
export function valueTitle(schema: Schema, value: string, language: Language): string | undefined {
  return schema["x-value-words"]?.[value]?.[language];
}

export function wordsOf(
  root: Schema,
  field: Field,
  language: Language,
  phrases: Phrases,
): FieldWords {
  const { schema } = field;
  const lines: string[] = [];
  const values = valuesOf(root, schema).map((value) => {
    const words = valueTitle(schema, value, language);
    return words ? `${value} (${words})` : value;
  });
  if (field.isRequired) lines.push(phrases.required);
  if (values.length > 0) lines.push(`${phrases.oneOf} ${values.join(" · ")}`);
  for (const one of alternatives(root, schema, {})) {
    if (one.exclusiveMinimum !== undefined) {
      lines.push(`${phrases.above} ${String(one.exclusiveMinimum)}`);
    }
    if (one.minimum !== undefined) lines.push(`${phrases.atLeast} ${String(one.minimum)}`);
    if (one.maximum !== undefined) lines.push(`${phrases.atMost} ${String(one.maximum)}`);
  }
  if (isPlain(schema.default)) lines.push(`${phrases.standard} ${String(schema.default)}`);
  return { title: titleOf(field, language), lines };
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
