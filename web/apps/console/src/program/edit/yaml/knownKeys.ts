// The keys that a text gives to things another part may name: wallets, tiers, kinds of lines and so on.

/** Keys of the section that a field refers to: `wallet` and `wallets` to those under `wallets:`. */
export function knownKeys(text: string, field: string): string[] {
  const sections = new Set([field, `${field}s`, field.replace(/y$/, "ies")]);
  const found: string[] = [];
  let section: { indent: number } | null = null;
  let inner: number | null = null;
  for (const line of text.split("\n")) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    if (section && indent <= section.indent && !line.trim().startsWith("- ")) section = null;
    if (section) {
      inner ??= indent;
      const key = /^\s*-\s+\{?\s*key:\s*([\w-]+)/.exec(line)?.[1];
      const name = indent === inner ? /^\s*([^\s:{}-][^:]*):\s/.exec(`${line} `)?.[1] : undefined;
      if (key ?? name) found.push(key ?? name ?? "");
    }
    const opened = /^\s*(?:-\s+)?(\w+):\s*(?:#.*)?$/.exec(line)?.[1];
    if (!section && opened && sections.has(opened)) {
      section = { indent };
      inner = null;
    }
  }
  return [...new Set(found)];
}
