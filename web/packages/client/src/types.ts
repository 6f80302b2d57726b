// The shapes of the HTTP API, named once in the product's words.
// Money is in minor units, instants are ISO-8601 UTC, months are "2011-03".

export interface Bilingual {
  zh: string;
  en: string;
}

export interface CursorList<Item> {
  items: Item[];
  next_cursor: string | null;
  total: number;
}

export interface ProblemError {
  path?: string;
  message?: string;
  expected?: string;
  hint?: string;
}

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  hint?: string | null;
  path?: string;
  errors?: ProblemError[];
}

export interface Staff {
  username: string;
  display_name: string;
  role: string;
}

export interface Session {
  staff: Staff;
}

export interface Info {
  product: string;
  version: string;
  now: string;
  clock: "system" | "test";
  currency: string;
  currency_digits: number;
  time_zone: string;
  program: { key: string; name: Bilingual | string; version: number | string };
  default_locale: string;
}

export interface TierName {
  key: string;
  name: Bilingual;
  color: string;
}

// Overview board

export type HeadlineKey =
  | "members_total"
  | "members_new"
  | "active_share"
  | "repurchase_rate"
  | "sales"
  | "liability";

export interface Headline {
  key: HeadlineKey;
  unit: "count" | "money" | "points" | "ratio";
  value: number;
  previous: number | null;
  last_year: number | null;
  series: number[];
}

export interface BoardMonth {
  month: string;
  members_new: number;
  sales_minor: number;
  refunds_minor: number;
  orders: number;
  issued: number;
  spent: number;
  expired: number;
  reversed: number;
  outstanding: number;
}

export interface TierCount extends TierName {
  members: number;
}

export interface TierMove {
  from: string;
  to: string;
  members: number;
}

export interface Board {
  as_of: string;
  from: string;
  to: string;
  currency: string;
  data_from: string;
  data_to: string;
  headline: Headline[];
  members: {
    total: number;
    new: number;
    active: number;
    dormant: number;
    lost: number;
    without_order: number;
  };
  sales: {
    sales_minor: number;
    refunds_minor: number;
    net_minor: number;
    orders: number;
    refunds: number;
    average_order_minor: number;
    buyers: number;
    repeat_buyers: number;
  };
  points: {
    issued: number;
    spent: number;
    expired: number;
    reversed: number;
    restored: number;
    written_off: number;
    adjusted: number;
    outstanding: number;
    pending: number;
    debt: number;
    liability_minor: number;
  };
  months: BoardMonth[];
  tiers: TierCount[];
  tier_moves: TierMove[];
  attention: {
    points_expiring_next_30_days: number;
    members_in_grace: number;
    events_quarantined: number;
    members_in_debt: number;
  };
}

// Members

export type Lifecycle = "active" | "dormant" | "lost" | "without_order";

export interface Identity {
  kind: string;
  value: string;
}

export interface MemberItem {
  member_id: string;
  member_no: number;
  /** Empty where no name is known. */
  display_name: string;
  identities: Identity[];
  tier: TierName;
  points_available: number;
  points_pending: number;
  points_debt: number;
  growth: number;
  orders: number;
  spend_minor: number;
  last_order_at: string | null;
  joined_at: string;
  lifecycle: Lifecycle;
}

export interface Member extends MemberItem {
  join_channel: string;
  points_expiring_30_days: number;
}

export type MemberSort =
  | "-spend"
  | "spend"
  | "-points"
  | "points"
  | "-growth"
  | "-last_order_at"
  | "-joined_at"
  | "member_no";

export interface MembersQuery {
  q?: string;
  tier?: string;
  lifecycle?: Lifecycle;
  joined_from?: string;
  joined_to?: string;
  debt?: boolean;
  grace?: boolean;
  sort?: MemberSort;
  cursor?: string;
  limit?: number;
}

// Standing: tier and growth

export interface Requirement {
  metric: string;
  name: Bilingual;
  unit: "money" | "count";
  window: Bilingual;
  required: number;
  group: "all" | "any";
}

export interface RequirementProgress extends Requirement {
  have: number;
  missing: number;
  met: boolean;
}

export interface LadderStep extends TierName {
  level: number;
  requirements: Requirement[];
}

export interface Standing {
  tier: TierName & { level: number };
  since: string;
  in_grace: boolean;
  growth: {
    value: number;
    by_dimension: { key: string; name: Bilingual; value: number }[];
    by_month: { month: string; value: number }[];
  };
  next: null | { tier: TierName; progress: number; requirements: RequirementProgress[] };
  review: null | {
    at: string;
    grace_until: string | null;
    projected_tier: TierName;
    keep: RequirementProgress[];
  };
  ladder: LadderStep[];
  history: { tier: TierName; since: string; reason: Bilingual }[];
}

// Wallet, ledger, explanations

export interface Lot {
  lot_no: number;
  amount: number;
  remaining: number;
  earned_at: string;
  active_at: string;
  expires_at: string | null;
  last_day: string | null;
  status: "pending" | "active";
  rule: string | null;
  rule_text: Bilingual;
  order_id: string | null;
}

export interface Wallet {
  key: string;
  name: Bilingual;
  available: number;
  pending: number;
  debt: number;
  balance: number;
  value_minor: number;
  expiring: { on: string; points: number }[];
  lots: Lot[];
  lots_total: number;
}

export interface Wallets {
  wallets: Wallet[];
}

export interface EventRef {
  source: string;
  id: string;
  type: string;
}

export interface Entry {
  entry_no: number;
  at: string;
  recorded_at: string;
  wallet: string;
  kind: string;
  kind_text: Bilingual;
  amount: number;
  balance_after: number;
  rule: string | null;
  rule_text: Bilingual;
  /** A business number with its kind before it: "order:o7". */
  reference: string | null;
  /** Null where the clock caused the entry. */
  event: EventRef | null;
}

export interface EntryDetail extends Entry {
  program: { key: string; version: number; published_at: string };
  lots: {
    lot_no: number;
    change: number;
    remaining_now: number;
    earned_at: string;
    expires_at: string | null;
  }[];
  debt_change: number;
  event_body: Record<string, unknown> | null;
  /** Null until the entry is written. */
  hash: string | null;
  working: Bilingual | null;
}

export interface EntriesQuery {
  wallet?: string;
  kind?: string;
  cursor?: string;
  limit?: number;
}

export interface ExplainLine {
  lot_no: number;
  earned_at: string;
  order_id: string | null;
  rule: string | null;
  rule_text: Bilingual;
  program_version: number;
  earned: number;
  left: number;
  last_day: string | null;
  status: "pending" | "active";
  /** Growth is explained by month, rule and dimension. */
  month: string | null;
  dimension: { key: string; name: Bilingual } | null;
}

export interface Explanation {
  wallet: string;
  balance: number;
  lines: ExplainLine[];
  /** What lines beyond the first thousand hold. */
  others: { lines: number; left: number } | null;
  debt: number;
  sum: number;
}

export type TimelineKind = "order" | "refund" | "activity" | "points";

export interface TimelineLine {
  name: string;
  sku: string;
  category: string;
  kind: string;
  quantity: number;
  amount_minor: number;
}

export interface TimelineItem {
  at: string;
  type: string;
  title: Bilingual;
  reference: string | null;
  amount_minor: number | null;
  points: number;
  growth: number;
  lines: TimelineLine[];
  /** Null for what the clock or the ledger caused: a tier changed, points expired. */
  event: { source: string; id: string } | null;
  status: EventStatus;
}

export type EventStatus = "accepted" | "rejected" | "quarantined";

export interface TimelineQuery {
  kind?: TimelineKind;
  cursor?: string;
  limit?: number;
}

// Events

export interface EventIn {
  source: string;
  id: string;
  type: string;
  member_id?: string;
  member?: Identity;
  occurred_at: string;
  data: Record<string, unknown>;
}

export interface Rejection {
  code: string;
  detail: string;
  path?: string | null;
  hint?: string | null;
  facts?: Record<string, unknown>;
}

export interface Outcome {
  status: EventStatus;
  duplicate: boolean;
  preview: boolean;
  source: string;
  id: string;
  type: string;
  member_id: string | null;
  decided_at: string;
  entries: {
    entry_no: number;
    wallet: string;
    kind: string;
    amount: number;
    rule: string | null;
    at: string;
  }[];
  balances: Partial<
    Record<string, { available?: number; pending?: number; debt?: number; balance: number }>
  >;
  /** Ladder → tier. */
  tiers: Record<string, string>;
  tiers_changed: { ladder: string; from: string; to: string }[];
  skipped: { rule: string; reason: string }[];
  rejection: Rejection | null;
}

export interface QuarantinedEvent {
  source: string;
  id: string;
  type: string;
  member_id: string | null;
  occurred_at: string;
  received_at: string;
  code: string;
  detail: string;
}

// Program

export interface Program {
  key: string;
  name: Bilingual | string;
  version: number | string;
  in_force_from: string;
  published_at: string;
  currency: string;
  time_zone: string;
  tiers: LadderStep[];
  rules: { key: string; kind: string; wallet: string | null; text: Bilingual }[];
  wallets: { key: string; name: Bilingual; text: Bilingual }[];
  yaml: string;
}

export interface ProgramVersion {
  version: number | string;
  in_force_from: string;
  published_at: string;
  note: Bilingual | string | null;
}
