// What the schema says of a place.
import { expect, test } from "vitest";
import { fieldAt, fieldsAt, valuesOf, type Schema } from "./schemaWalk";
import { placeAt } from "./yamlPlace";

const ROOT: Schema = {
  required: ["rules"],
  properties: {
    rules: {
      type: "array",
      items: {
        discriminator: {
          propertyName: "kind",
          mapping: { step: "#/$defs/Step", action: "#/$defs/Action" },
        },
        oneOf: [{ $ref: "#/$defs/Step" }, { $ref: "#/$defs/Action" }],
      },
    },
    cash: {
      anyOf: [{ $ref: "#/$defs/Cash" }, { type: "null" }],
      "x-words": { zh: "抵现", en: "cash" },
    },
    names: { additionalProperties: { $ref: "#/$defs/Cash" } },
  },
  $defs: {
    Step: { properties: { kind: { const: "step" }, every: { type: "string" } } },
    Action: {
      properties: { kind: { const: "action" }, limit: { $ref: "#/$defs/Limit" } },
    },
    Limit: { properties: { per: { enum: ["day", "week"] }, hard: { type: "boolean" } } },
    Cash: { properties: { share: { type: "string" } }, required: ["share"] },
  },
};

function names(marked: string): string[] {
  const place = placeAt(marked.replace("|", ""), marked.indexOf("|"));
  return place ? fieldsAt(ROOT, place).map(({ name }) => name) : [];
}

test.each([
  ["|", ["rules", "cash", "names"]],
  ["rules:\n  - |", ["kind", "every", "limit"]],
  ["rules:\n  - kind: step\n    |", ["kind", "every"]],
  ["rules:\n  - {kind: action, |}", ["kind", "limit"]],
  ["rules:\n  - kind: action\n    limit: {|}", ["per", "hard"]],
  ["rules:\n  - kind: action\n    limit:\n      |", ["per", "hard"]],
  ["cash: {|", ["share"]],
  ["names:\n  any: {|", ["share"]],
  ["unheard_of:\n  |", []],
])("%j may be followed by %j", (marked, expected) => {
  expect(names(marked)).toEqual(expected);
});

test("a value's field is found with its words, required or not, and its choices", () => {
  const value = (marked: string) => {
    const place = placeAt(marked.replace("|", ""), marked.indexOf("|"));
    return place && fieldAt(ROOT, place);
  };
  expect(value("cash: |")?.schema["x-words"]?.zh).toBe("抵现");
  expect(value("rules: |")?.isRequired).toBe(true);
  const per = value("rules:\n  - kind: action\n    limit: {per: |}");
  expect(per && valuesOf(ROOT, per.schema)).toEqual(["day", "week"]);
  const kind = value("rules:\n  - kind: |");
  expect(kind?.name).toBe("kind");
});
