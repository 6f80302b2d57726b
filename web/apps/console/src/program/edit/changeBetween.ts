// The one stretch in which two texts differ.

export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** What has to be put where `before` differs from `after`, its common beginning and end left alone. */
export function changeBetween(before: string, after: string): TextChange {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shortest - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}
