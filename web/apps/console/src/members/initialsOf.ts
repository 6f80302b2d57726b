// The signs on an avatar: the last two of a Chinese name, the initials of two words,
// or the last two digits of a number.

export function initialsOf(name: string): string {
  const trimmed = name.trim();
  const lastWord = trimmed.split(/\s+/).at(-1) ?? "";
  if (/^\p{Script=Han}+$/u.test(lastWord)) return lastWord.slice(-2);
  const words = trimmed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const lettered = words.filter((word) => /^\p{L}+$/u.test(word));
  if (lettered.length === 0) return trimmed.replace(/\D/g, "").slice(-2);
  return lettered
    .slice(0, 2)
    .map((word) => (word[0] ?? "").toUpperCase())
    .join("");
}
