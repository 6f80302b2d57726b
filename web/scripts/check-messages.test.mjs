// The canary of the message guard: planted faults must be found.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProblems } from "./check-messages.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "messages-"));
  mkdirSync(join(root, "packages"));
  plant("apps/a/src/locales/zh/shop.json", '{"title": "商店", "kinds": {"one": "一"}}');
  plant("apps/a/src/locales/en/shop.json", '{"title": "Shop", "kinds": {"one": "One"}}');
});

afterEach(() => rmSync(root, { recursive: true }));

function plant(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function plantPage(body) {
  plant("apps/a/src/Page.tsx", `const { t } = useTranslation("shop");\nconst page = ${body};`);
}

test("a clean page passes", () => {
  plantPage("<p title={t('title')}>{t(`kinds.${kind}`)}</p>");
  expect(findProblems(root)).toEqual([]);
});

test("a key that only one language has is found", () => {
  plant("apps/a/src/locales/zh/shop.json", '{"title": "商店", "kinds": {"one": "一"}, "more": "更多"}');
  expect(findProblems(root)).toEqual(["en lacks shop:more"]);
});

test.each([
  ["<p>Hello</p>", "Hello"],
  ["<p>{'你好'}</p>", "你好"],
  ["<input aria-label='Search' />", "Search"],
])("literal words are found: %s", (body, words) => {
  plantPage(body);
  expect(findProblems(root)).toEqual([`apps/a/src/Page.tsx:2 literal words: ${words}`]);
});

test.each(["t('gone')", "t(`kind.${one}`)", "t(is ? 'title' : 'gone')"])(
  "a key that does not exist is found: %s",
  (call) => {
    plantPage(call);
    expect(findProblems(root)).toHaveLength(1);
  },
);
