// Guards the two languages: equal key sets, every key used exists, no literal words in components.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const WORDS_IN_ATTRIBUTES = new Set([
  "title",
  "label",
  "placeholder",
  "description",
  "alt",
  "extra",
  "okText",
  "cancelText",
  "aria-label",
  "aria-description",
  "advice",
]);
const CHINESE = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;

/** All problems found in the locale files and sources under a workspace root. */
export function findProblems(root) {
  const files = [join(root, "packages"), join(root, "apps")].flatMap(filesUnder);
  const problems = [];
  const zh = localeKeys(files, "zh");
  const en = localeKeys(files, "en");
  for (const key of zh) if (!en.has(key)) problems.push(`en lacks ${key}`);
  for (const key of en) if (!zh.has(key)) problems.push(`zh lacks ${key}`);

  for (const file of files.filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))) {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, "utf8"),
      ts.ScriptTarget.Latest,
      true,
      file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    );
    const place = (node) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      return `${relative(root, file)}:${line + 1}`;
    };
    const namespaces = namespacesOf(source);
    visit(source, (node) => {
      const literal = literalWords(node, file);
      if (literal) problems.push(`${place(node)} literal words: ${literal}`);
      for (const key of usedKeys(node)) {
        if (!isKnown(key, namespaces, zh)) problems.push(`${place(node)} unknown key: ${key}`);
      }
    });
  }
  return problems;
}

/** Keys as "namespace:path.to.key", from locales/<lang>.json (ui) and locales/<lang>/<ns>.json. */
function localeKeys(files, language) {
  const keys = new Set();
  for (const file of files) {
    const match = new RegExp(`/locales/${language}(?:/(\\w+))?\\.json$`).exec(file);
    if (match) collect(JSON.parse(readFileSync(file, "utf8")), `${match[1] ?? "ui"}:`, keys);
  }
  return keys;
}

function collect(value, path, keys) {
  if (typeof value === "string") {
    keys.add(path);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    collect(inner, path.endsWith(":") ? path + name : `${path}.${name}`, keys);
  }
}

/** The namespaces a file's useTranslation calls and TFunction types name. */
function namespacesOf(source) {
  const namespaces = [...source.text.matchAll(/(?:useTranslation\(|TFunction<)(\[?[^)>\]]*)/g)].flatMap(
    ([, list]) => [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name),
  );
  return namespaces;
}

/** The keys of a t(...) call; a template's changing parts are "*". */
function usedKeys(node) {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
  if (node.expression.text !== "t") return [];
  return keysOf(node.arguments[0]);
}

function keysOf(argument) {
  if (!argument) return [];
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isConditionalExpression(argument)) {
    return [...keysOf(argument.whenTrue), ...keysOf(argument.whenFalse)];
  }
  if (ts.isTemplateExpression(argument)) {
    return [argument.head.text + argument.templateSpans.map((span) => `*${span.literal.text}`).join("")];
  }
  return [];
}

function isKnown(key, namespaces, known) {
  const candidates = key.includes(":") ? [key] : namespaces.map((name) => `${name}:${key}`);
  return candidates.some((candidate) => {
    if (!candidate.includes("*")) return known.has(candidate);
    const pattern = new RegExp(
      `^${candidate.split("*").map((part) => part.replace(/[.\\]/g, "\\$&")).join(".+")}$`,
    );
    return [...known].some((name) => pattern.test(name));
  });
}

function literalWords(node, file) {
  if (ts.isStringLiteralLike(node) && CHINESE.test(node.text)) return node.text;
  if (!file.endsWith(".tsx")) return null;
  if (ts.isJsxText(node) && LETTER.test(node.text)) return node.text.trim();
  if (
    ts.isJsxAttribute(node) &&
    WORDS_IN_ATTRIBUTES.has(node.name.getText()) &&
    node.initializer &&
    ts.isStringLiteral(node.initializer) &&
    LETTER.test(node.initializer.text)
  ) {
    return node.initializer.text;
  }
  return null;
}

function visit(node, look) {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name === "dist") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

if (process.argv[1] && basename(process.argv[1]) === "check-messages.mjs") {
  const problems = findProblems(fileURLToPath(new URL("..", import.meta.url)));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
  console.log("messages: zh and en agree, no literal words");
}
