// Where in a program's YAML a position stands: the names above it, and whether a name or a value is being written there.
// It reads indentation and braces only, so it also works on a text that is not finished.

export interface PlaceStep {
  /** The name of a value, or null for an item of a list. */
  name: string | null;
  /** The names and plain values beside it, where it is an item: they say which kind of item it is. */
  beside: Readonly<Record<string, string>>;
}

export interface Place {
  steps: PlaceStep[];
  kind: "name" | "value";
  /** What stands in the same mapping. */
  beside: Readonly<Record<string, string>>;
  /** Where the word being written starts. */
  from: number;
}

interface Mark {
  column: number;
  /** null: the dash of an item. */
  name: string | null;
  /** Where the value begins. */
  after: number;
}

const WORD = /[\w.\-%/\p{L}]*$/u;
const NAMED = /^("[^"]*"|'[^']*'|[^\s#'"{}[\],&*!|>%@`][^#{}[\],]*?)\s*:(?=\s|$)/;
const LINES_BELOW_MAX = 200;

/** The place of an offset; null inside a comment. */
export function placeAt(text: string, offset: number): Place | null {
  const lines = text.split("\n");
  let number = 0;
  let start = 0;
  while (number < lines.length - 1 && start + (lines[number] ?? "").length < offset) {
    start += (lines[number] ?? "").length + 1;
    number += 1;
  }
  const line = lines[number] ?? "";
  const column = offset - start;
  const head = line.slice(0, column);
  if (isInComment(head)) return null;
  const marks = marksOf(head);
  const last = marks.at(-1);
  const from = offset - (WORD.exec(head)?.[0].length ?? 0);
  const open = last?.name != null ? last.after : last ? last.column + 1 : 0;
  const flow = flowAt(line, last?.name != null ? last.after : open, column);
  const isValue = last?.name != null;
  const indent = last ? last.column : indentOf(head);
  const above = stepsAbove(lines, number, marks, isValue ? indent : contentColumn(head, marks));
  if (flow) {
    const steps = isValue ? [...above, { name: last.name, beside: {} }] : above;
    return { steps: [...steps, ...flow.steps], kind: flow.kind, beside: flow.beside, from };
  }
  const mapping = isValue ? last.column : contentColumn(head, marks);
  const beside = mappingAt(lines, number, mapping);
  return isValue
    ? { steps: [...above, { name: last.name, beside: {} }], kind: "value", beside, from }
    : { steps: above, kind: "name", beside, from };
}

/** The steps from the document down to the mapping that holds a column of a line. */
function stepsAbove(lines: string[], number: number, own: Mark[], column: number): PlaceStep[] {
  const steps: PlaceStep[] = [];
  const reached = { column, isItem: false };
  const take = (marks: Mark[], line: number) => {
    for (const mark of [...marks].reverse()) {
      // A list may stand in the same column as its name.
      const isHolder = reached.isItem && mark.name !== null && mark.column === reached.column;
      if (mark.column >= reached.column && !isHolder) continue;
      const beside = mark.name === null ? mappingAt(lines, line, mark.column + 2) : {};
      steps.unshift({ name: mark.name, beside });
      reached.column = mark.column;
      reached.isItem = mark.name === null;
    }
  };
  take(own, number);
  for (let line = number - 1; line >= 0 && (reached.column > 0 || reached.isItem); line -= 1) {
    take(marksOf(lines[line] ?? ""), line);
  }
  return steps;
}

/** Names and plain values of the block mapping at a column around a line. */
function mappingAt(lines: string[], number: number, column: number): Record<string, string> {
  const found: Record<string, string> = {};
  const read = (line: string): boolean => {
    if (line.trim() === "" || line.trim().startsWith("#")) return true;
    const marks = marksOf(line);
    for (const mark of marks) {
      if (mark.column === column && mark.name !== null) {
        found[mark.name] = plainValue(line.slice(mark.after));
      }
    }
    return (marks[0]?.column ?? indentOf(line)) >= column;
  };
  for (let line = number; line >= 0 && read(lines[line] ?? ""); line -= 1);
  const last = Math.min(lines.length, number + LINES_BELOW_MAX);
  for (let line = number + 1; line < last; line += 1) {
    const text = lines[line] ?? "";
    const first = marksOf(text)[0];
    if (text.trim() !== "" && (first?.column ?? indentOf(text)) < column) break;
    read(text);
  }
  return found;
}

/** The dashes and names that a line begins with. */
function marksOf(line: string): Mark[] {
  const marks: Mark[] = [];
  let column = indentOf(line);
  for (;;) {
    const rest = line.slice(column);
    if (/^-(\s|$)/.test(rest)) {
      marks.push({ column, name: null, after: column + 1 });
      column += 1 + indentOf(rest.slice(1));
      continue;
    }
    const named = NAMED.exec(rest);
    if (named?.[1] !== undefined) {
      marks.push({ column, name: unquoted(named[1]), after: column + named[0].length });
    }
    return marks;
  }
}

interface Frame {
  isMapping: boolean;
  name: string | null;
  start: number;
}

/** Inside braces or brackets that opened on this line: the steps within them. */
function flowAt(line: string, from: number, column: number): Omit<Place, "from"> | null {
  const frames: Frame[] = [];
  let quote = "";
  let word = "";
  for (let at = from; at < column; at += 1) {
    const letter = line.charAt(at);
    const frame = frames.at(-1);
    if (quote) {
      if (letter === quote) quote = "";
      else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if (letter === "{" || letter === "[") {
      frames.push({ isMapping: letter === "{", name: null, start: at + 1 });
      word = "";
    } else if (letter === "}" || letter === "]") {
      frames.pop();
      word = "";
    } else if (letter === ",") {
      if (frame) frame.name = null;
      word = "";
    } else if (letter === ":" && frame?.isMapping && frame.name === null) {
      frame.name = word.trim();
      word = "";
    } else {
      word += letter;
    }
  }
  const last = frames.at(-1);
  if (!last) return null;
  const steps = frames.flatMap(({ isMapping, name, start }): PlaceStep[] => {
    if (!isMapping) {
      const inner = frames.find((frame) => frame.start > start);
      return [{ name: null, beside: inner ? flowMapping(line, inner.start) : {} }];
    }
    return name === null ? [] : [{ name, beside: {} }];
  });
  const isName = last.isMapping && last.name === null;
  return {
    steps,
    kind: isName ? "name" : "value",
    beside: last.isMapping ? flowMapping(line, last.start) : {},
  };
}

/** Names and plain values of a mapping in braces, as far as the line goes. */
function flowMapping(line: string, start: number): Record<string, string> {
  let depth = 0;
  let text = "";
  for (const letter of line.slice(start)) {
    if (letter === "{" || letter === "[") depth += 1;
    if (letter === "}" || letter === "]") depth -= 1;
    if (depth < 0) break;
    if (depth === 0) text += letter;
  }
  const pairs = text.split(",").flatMap((pair): [string, string][] => {
    const cut = pair.indexOf(":");
    return cut < 0 ? [] : [[unquoted(pair.slice(0, cut).trim()), plainValue(pair.slice(cut + 1))]];
  });
  return Object.fromEntries(pairs);
}

function contentColumn(head: string, marks: Mark[]): number {
  const last = marks.at(-1);
  if (!last) return indentOf(head);
  return last.after + indentOf(head.slice(last.after));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isInComment(head: string): boolean {
  const bare = head.replace(/"[^"]*"|'[^']*'/g, "");
  return /(^|\s)#/.test(bare);
}

function plainValue(text: string): string {
  return unquoted(text.replace(/\s#.*$/, "").trim());
}

function unquoted(text: string): string {
  return /^(".*"|'.*')$/.test(text) ? text.slice(1, -1) : text;
}
