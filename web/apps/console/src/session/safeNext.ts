// Where to go after log-in: only paths of this console, never another site.

export function safeNext(next: string | null): string {
  if (!next?.startsWith("/")) return "/";
  const base = "http://console.invalid";
  const target = URL.canParse(next, base) ? new URL(next, base) : null;
  if (target?.origin !== base || target.pathname === "/login") return "/";
  return target.pathname + target.search;
}
