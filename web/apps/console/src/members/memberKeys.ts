// Query keys of members and everything under one member.
import type { EntriesQuery, TimelineKind } from "@regulars/client";
import type { MembersFilter } from "./membersFilter";

export const memberKeys = {
  all: ["members"] as const,
  list: (query: MembersFilter) => ["members", "list", query] as const,
  total: (filter: MembersFilter) => ["members", "total", filter] as const,
  views: ["members", "views"] as const,
  one: (memberId: string) => ["members", memberId] as const,
  home: (memberId: string) => ["members", memberId, "home"] as const,
  profile: (memberId: string) => ["members", memberId, "profile"] as const,
  about: (memberId: string) => ["members", memberId, "about"] as const,
  tags: (memberId: string) => ["members", memberId, "tags"] as const,
  standing: (memberId: string) => ["members", memberId, "standing"] as const,
  progress: (memberId: string) => ["members", memberId, "progress"] as const,
  identities: (memberId: string) => ["members", memberId, "identities"] as const,
  consents: (memberId: string) => ["members", memberId, "consents"] as const,
  wallet: (memberId: string) => ["members", memberId, "wallet"] as const,
  benefits: (memberId: string) => ["members", memberId, "benefits"] as const,
  entries: (memberId: string, query: EntriesQuery) =>
    ["members", memberId, "entries", query] as const,
  entry: (memberId: string, entryNo: number) => ["members", memberId, "entry", entryNo] as const,
  explain: (memberId: string, wallet: string) => ["members", memberId, "explain", wallet] as const,
  verdicts: (memberId: string, source: string, id: string) =>
    ["members", memberId, "verdicts", source, id] as const,
  timeline: (memberId: string, kind: TimelineKind | undefined) =>
    ["members", memberId, "timeline", kind] as const,
};
