// What the columns of a file mean, as a form holds it - a word per column - and as a mapping says it.
import type { MemberMapping } from "@regulars/client";

/** By the place of the column in the file: `identity:phone`, `column:name`, `field:height`, `attribute:size`,
 * `contact:0:phone`, `consent:sms:marketing`, `said:…`. */
export type Meanings = Record<number, string | undefined>;
export type Existing = NonNullable<MemberMapping["existing"]>;
type ContactColumns = NonNullable<MemberMapping["contacts"]>[number];

export const IDENTITY_KINDS = ["phone", "email", "card_no", "customer_no", "openid", "unionid"];
export const MEMBER_COLUMNS = ["name", "joined_at", "channel", "home_unit", "kind", "birthday", "tags"] as const;
export const CONTACT_PARTS = ["name", "role", "phone", "email"] as const;
const CONTACTS_OFFERED = 3;
const CONTACTS_MAX = 50;
export const CHANNELS = ["sms", "email", "call", "wechat", "push", "post"] as const;
export const PURPOSES = ["marketing", "surveys", "profiling", "partners"] as const;
const SEPARATOR = ";";

/** What a mapping says of the columns of a file. */
export function meaningsOf(mapping: Partial<MemberMapping>, headers: string[]): Meanings {
  const meanings: Meanings = {};
  const say = (header: string | null | undefined, meaning: string) => {
    const place = headers.indexOf(header ?? "");
    if (header && place >= 0) meanings[place] = meaning;
  };
  mapping.identities?.forEach(({ kind, column }) => say(column, `identity:${kind}`));
  MEMBER_COLUMNS.forEach((role) => say(mapping.columns?.[role], `column:${role}`));
  mapping.fields?.forEach(({ field, column }) => say(column, `field:${field}`));
  mapping.attributes?.forEach(({ attribute, column }) => say(column, `attribute:${attribute}`));
  mapping.contacts?.forEach((contact, number) =>
    CONTACT_PARTS.forEach((part) => say(contact[part], `contact:${String(number)}:${part}`)),
  );
  mapping.consents?.forEach(({ channel, purpose, column, said_at }) => {
    say(column, `consent:${channel}:${purpose}`);
    say(said_at, `said:${channel}:${purpose}`);
  });
  return meanings;
}

/** The mapping that says what a form says; what the form does not show stays as it was said before. */
export function mappingOf(
  meanings: Meanings,
  headers: string[],
  existing: Existing,
  before: MemberMapping,
): MemberMapping {
  const said = headers.flatMap((column, place) => {
    const meaning = meanings[place];
    return meaning === undefined ? [] : [{ column, parts: meaning.split(":") }];
  });
  const of = (what: string) => said.filter(({ parts }) => parts[0] === what);
  const saidAt = (channel: string, purpose: string) =>
    of("said").find(({ parts }) => parts[1] === channel && parts[2] === purpose)?.column ?? null;
  const contact = (number: string): ContactColumns[] => {
    const own = of("contact").filter(({ parts }) => parts[1] === number);
    const { name, ...others } = Object.fromEntries(own.map(({ column, parts }) => [parts[2] ?? "", column]));
    return name === undefined ? [] : [{ name, ...others }];
  };
  return {
    ...before,
    existing,
    identities: of("identity").map(({ column, parts }) => ({
      kind: parts[1] ?? "",
      column,
      separator: SEPARATOR,
    })),
    columns: Object.fromEntries(of("column").map(({ column, parts }) => [parts[1] ?? "", column])),
    fields: of("field").map(({ column, parts }) => ({
      field: parts[1] ?? "",
      column,
      values: before.fields?.find(({ field }) => field === parts[1])?.values ?? {},
    })),
    attributes: of("attribute").map(({ column, parts }) => ({
      attribute: parts[1] ?? "",
      column,
      values: before.attributes?.find(({ attribute }) => attribute === parts[1])?.values ?? {},
    })),
    contacts: contactNumbers(meanings).flatMap(contact),
    consents: of("consent").map(({ column, parts: [, channel = "", purpose = ""] }) => ({
      channel: channel as (typeof CHANNELS)[number],
      purpose: purpose as (typeof PURPOSES)[number],
      column,
      said_at: saidAt(channel, purpose),
      source: "import",
    })),
  };
}

/** The contacts of a company that columns can be of, by number: those that are spoken of, and one more. */
export function contactNumbers(meanings: Meanings): string[] {
  const spoken = Object.values(meanings).flatMap((each) => (each?.startsWith("contact:") ? Number(each.split(":")[1]) : []));
  const count = Math.min(Math.max(CONTACTS_OFFERED, ...spoken.map((number) => number + 2)), CONTACTS_MAX);
  return Array.from({ length: count }, (_, number) => String(number));
}

/** Meanings that more than one column has, though they can come from one alone. */
export function twice(meanings: Meanings): Set<string> {
  const all = Object.values(meanings).filter((each) => each !== undefined && !each.startsWith("identity:"));
  return new Set(all.filter((each, place) => all.indexOf(each) !== place) as string[]);
}

/** Contacts of which something is said, but not who they are: by their numbers. */
export function nameless(meanings: Meanings): string[] {
  const said = (number: string, part: string) => Object.values(meanings).includes(`contact:${number}:${part}`);
  return contactNumbers(meanings).filter((number) => !said(number, "name") && CONTACT_PARTS.some((part) => said(number, part)));
}

/** Whether any column says who a row is about. */
export function hasIdentity(meanings: Meanings): boolean {
  return Object.values(meanings).some((each) => each?.startsWith("identity:"));
}
