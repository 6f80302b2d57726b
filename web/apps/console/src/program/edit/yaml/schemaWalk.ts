// From a place in the YAML to what the program's JSON Schema says of it.
import type { Place, PlaceStep } from "./yamlPlace";

export interface Words {
  zh: string;
  en: string;
}

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  description?: string;
  const?: string | number;
  enum?: (string | number)[];
  default?: unknown;
  examples?: string[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  "x-words"?: Words;
  "x-value-words"?: Record<string, Words>;
}

/** A field that may stand somewhere, with the words that stand at its reference. */
export interface Field {
  name: string;
  schema: Schema;
  isRequired: boolean;
}

type Beside = PlaceStep["beside"];

/** The schemas that fit a place: several where it cannot be told yet which one is meant. */
export function schemasAt(root: Schema, { steps, kind, beside }: Place): Schema[] {
  let found = alternatives(root, root, steps.length === 0 ? beside : {});
  steps.forEach((step, number) => {
    const isLast = number === steps.length - 1;
    const known = step.name === null ? step.beside : isLast && kind === "name" ? beside : {};
    found = found
      .flatMap((schema) => child(schema, step.name))
      .flatMap((schema) => alternatives(root, schema, isLast && kind === "name" ? beside : known));
  });
  return found;
}

/** The fields that may stand at a place for names. */
export function fieldsAt(root: Schema, place: Place): Field[] {
  const fields = new Map<string, Field>();
  for (const schema of schemasAt(root, place)) {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      if (!fields.has(name)) {
        const isRequired = schema.required?.includes(name) ?? false;
        fields.set(name, { name, schema: field, isRequired });
      }
    }
  }
  return [...fields.values()];
}

/** The field whose value stands at a place; words and default stand here, not at what it refers to. */
export function fieldAt(root: Schema, place: Place): Field | null {
  const last = place.steps.at(-1);
  if (last?.name == null) return null;
  const { name } = last;
  const holder = { ...place, steps: place.steps.slice(0, -1), kind: "name" as const };
  return fieldsAt(root, holder).find((field) => field.name === name) ?? null;
}

/** The values that a schema names one by one. */
export function valuesOf(root: Schema, schema: Schema): string[] {
  return alternatives(root, schema, {}).flatMap((one) => {
    if (one.const !== undefined) return [String(one.const)];
    if (one.enum) return one.enum.map(String);
    return one.type === "boolean" ? ["true", "false"] : [];
  });
}

function child(schema: Schema, name: string | null): Schema[] {
  if (name === null) return schema.items ? [schema.items] : [];
  const named = schema.properties?.[name];
  if (named) return [named];
  return typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
}

/** A schema without references and choices: the ones it may be, by what stands beside. */
export function alternatives(root: Schema, schema: Schema, beside: Beside): Schema[] {
  if (schema.$ref) {
    const target = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    return target ? alternatives(root, target, beside) : [];
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (!choices) return [schema];
  const told = schema.discriminator && beside[schema.discriminator.propertyName];
  const reference = told && schema.discriminator?.mapping?.[told];
  if (reference) return alternatives(root, { $ref: reference }, beside);
  return choices.flatMap((choice) => alternatives(root, choice, beside));
}
