// The letters on an avatar: the last two signs of a Chinese name, else the initials of two words.

export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/^\p{Script=Han}+$/u.test(trimmed)) return trimmed.slice(-2);
  const words = trimmed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const lettered = words.filter((word) => /^\p{L}/u.test(word));
  if (lettered.length === 0) return trimmed.replace(/\D/g, "").slice(-2);
  return lettered
    .slice(0, 2)
    .map((word) => (word[0] ?? "").toUpperCase())
    .join("");
}
