// Which path answers what, in the form openapi-fetch reads.
// A generated schema has the same `paths` export and can take this file's place.
import type {
  Board,
  CursorList,
  EntriesQuery,
  Entry,
  EntryDetail,
  EventIn,
  Explanation,
  Info,
  Member,
  MemberItem,
  MembersQuery,
  Outcome,
  Problem,
  Program,
  ProgramVersion,
  QuarantinedEvent,
  Session,
  Standing,
  TimelineItem,
  TimelineQuery,
  Wallets,
} from "./types";

type Json<Body> = { headers: Record<string, unknown>; content: { "application/json": Body } };
type Failure = {
  headers: Record<string, unknown>;
  content: { "application/problem+json": Problem };
};
type Parameters<Query, Path> = { query?: Query; header?: never; path: Path; cookie?: never };
type NoPath = { query?: never; header?: never; path?: never; cookie?: never };
type OnlyQuery<Query> = { query?: Query; header?: never; path?: never; cookie?: never };

type Get<Answer, Query = never, Path = never> = {
  parameters: [Path] extends [never]
    ? [Query] extends [never]
      ? NoPath
      : OnlyQuery<Query>
    : Parameters<Query, Path>;
  responses: { 200: Json<Answer>; default: Failure };
};
type Post<Body, Answer> = {
  parameters: NoPath;
  requestBody: { content: { "application/json": Body } };
  responses: { 200: Json<Answer>; default: Failure };
};
type Delete = {
  parameters: NoPath;
  responses: { 204: { headers: Record<string, unknown>; content?: never }; default: Failure };
};
type MemberPath = { member_id: string };

export interface paths {
  "/v1/session": { get: Get<Session>; post: Post<Credentials, Session>; delete: Delete };
  "/v1/info": { get: Get<Info> };
  "/v1/board": { get: Get<Board, { from?: string; to?: string }> };
  "/v1/members": { get: Get<CursorList<MemberItem>, MembersQuery> };
  "/v1/members/{member_id}": { get: Get<Member, never, MemberPath> };
  "/v1/members/{member_id}/standing": { get: Get<Standing, never, MemberPath> };
  "/v1/members/{member_id}/wallet": { get: Get<Wallets, never, MemberPath> };
  "/v1/members/{member_id}/entries": {
    get: Get<CursorList<Entry>, EntriesQuery, MemberPath>;
  };
  "/v1/members/{member_id}/entries/{entry_no}": {
    get: Get<EntryDetail, never, MemberPath & { entry_no: number }>;
  };
  "/v1/members/{member_id}/explain": {
    get: Get<Explanation, { wallet?: string }, MemberPath>;
  };
  "/v1/members/{member_id}/timeline": {
    get: Get<CursorList<TimelineItem>, TimelineQuery, MemberPath>;
  };
  "/v1/events": { post: Post<EventIn, Outcome> };
  "/v1/events/preview": { post: Post<EventIn, Outcome> };
  "/v1/quarantine": { get: Get<CursorList<QuarantinedEvent>, { cursor?: string }> };
  "/v1/quarantine/release": { post: Post<{ source: string; id: string }, Outcome> };
  "/v1/program": { get: Get<Program> };
  "/v1/program/versions": { get: Get<{ items: ProgramVersion[] }> };
}

export interface Credentials {
  username: string;
  password: string;
}
