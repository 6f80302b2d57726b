// A fresh id for an event made here: 128 random bits, also where the page is served without TLS.

export function newEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `adjust-${hex}`;
}
