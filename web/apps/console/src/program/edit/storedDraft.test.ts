// What this browser keeps of a draft.
import { beforeEach, expect, test, vi } from "vitest";
import { dropDraft, keepDraft, readDraft } from "./storedDraft";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test("a draft is found again until it is dropped", () => {
  expect(readDraft()).toBeNull();
  keepDraft({ yaml: "program: mall\n", basedOn: 3 });
  expect(readDraft()).toEqual({ yaml: "program: mall\n", basedOn: 3 });
  dropDraft();
  expect(readDraft()).toBeNull();
});

test.each(["", "{", "null", "[]", '{"yaml": 1, "basedOn": 1}', '{"yaml": "a", "basedOn": "x"}'])(
  "what is no draft is none: %s",
  (text) => {
    kept.set("regulars.program.draft", text);
    expect(readDraft()).toBeNull();
  },
);
