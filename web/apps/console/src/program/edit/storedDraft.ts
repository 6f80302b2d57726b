// The draft that this browser keeps: its text, and the version it was made from.
export interface StoredDraft {
  yaml: string;
  basedOn: number;
}

const STORAGE_KEY = "regulars.program.draft";

/** The draft kept here; null where there is none, or what is kept cannot be read. */
export function readDraft(): StoredDraft | null {
  const kept = localStorage.getItem(STORAGE_KEY);
  if (kept === null) return null;
  try {
    const found: unknown = JSON.parse(kept);
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

export function keepDraft(draft: StoredDraft): void {
  localStorage.setItem(STORAGE_KEY, JSON.stringify(draft));
}

export function dropDraft(): void {
  localStorage.removeItem(STORAGE_KEY);
}

function isDraft(value: unknown): value is StoredDraft {
  if (typeof value !== "object" || value === null) return false;
  const { yaml, basedOn } = value as Partial<Record<keyof StoredDraft, unknown>>;
  return typeof yaml === "string" && Number.isInteger(basedOn);
}
