// Choices of a field as the form edits them: rows of a name and the value that is kept for it.
export interface ChoiceRow {
  value?: string;
  name?: string;
}

export function rowsOf(choices: Record<string, string>): ChoiceRow[] {
  return Object.entries(choices).map(([value, name]) => ({ value, name }));
}

/** Choices by value; a row without a value gets one by its number, which no other row has. */
export function choicesOf(rows: ChoiceRow[]): Record<string, string> {
  const taken = new Set(rows.map((row) => row.value).filter(Boolean));
  const choices: Record<string, string> = {};
  let number = 1;
  for (const { value, name } of rows) {
    if (!name?.trim()) continue;
    let chosen = value?.trim();
    while (!chosen) {
      const candidate = `c${String(number)}`;
      number += 1;
      if (!taken.has(candidate)) chosen = candidate;
    }
    choices[chosen] = name.trim();
  }
  return choices;
}
