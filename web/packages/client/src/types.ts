// The API's shapes under the product's own words; what they hold is in the generated schema.
// Money is in minor units, instants are ISO-8601 UTC, months are "2011-03".
import type { components, operations } from "./generated/schema";

type Schemas = components["schemas"];

export type Bilingual = Schemas["Sentence"];
/** A code may be newer than this console, or its own word for a call that never arrived. */
export type Problem = Partial<Omit<Schemas["Problem"], "code">> & { code?: string };
export type Credentials = Schemas["LogIn"];
export type Session = Schemas["Session"];
export type Stage = Session["stage"];
export type Link = Schemas["Link"];
export type Me = Schemas["Me"];
export type Enrolment = Schemas["Enrolment"];
export type EnrolmentDone = Schemas["EnrolmentDone"];
export type OwnSession = Schemas["OwnSession"];
export type AccessLine = Schemas["AccessLogItem"];
export type AuditLine = Schemas["AuditItem"];
export type AuditKind = AuditLine["kind"];
export type AuditQuery = Query<NonNullable<operations["list_audit"]["parameters"]["query"]>>;
export type StaffItem = Schemas["StaffItem"];
export type NewStaff = Schemas["NewStaff"];
export type StaffChange = Schemas["StaffChange"];
export type StaffLink = Schemas["StaffLinkShape"];
export type Assignment = Schemas["AssignmentShape"];
export type OwnRole = Schemas["OwnRole"];
export type Role = Schemas["RoleItem"];
export type NewRole = Schemas["NewRole"];
export type RoleChange = Schemas["RoleChange"];
export type Approval = Schemas["ApprovalShape"];
export type ApprovalStatus = Approval["status"];
export type ApprovalEffect = Schemas["EffectOfRequest"];
export type ApprovalPolicy = Schemas["ApprovalPolicy"];
export type ApprovalDetail = Schemas["ApprovalDetail"];
export type NewApproval = Schemas["NewApproval"];
export type MergeApproval = Schemas["MergeApproval"];
export type UnmergeApproval = Schemas["UnmergeApproval"];
export type ImportApproval = Schemas["ImportApproval"];
export type TagApproval = Schemas["TagApproval"];
export type Unit = Schemas["UnitShape"];
export type NewUnit = Schemas["NewUnit"];
export type UnitChange = Schemas["UnitChange"];
export type Home = Schemas["HomeShape"];
export type ApiKey = Schemas["KeyItem"];
export type ApiKeyState = ApiKey["state"];
export type NewApiKey = Schemas["NewKey"];
export type CreatedApiKey = Schemas["KeyCreated"];
export type Info = Schemas["Info"];
export type Due = Schemas["Due"];
export type Advanced = Schemas["AdvancedShape"];

export type Board = Schemas["Board"];
export type BoardMonth = Schemas["BoardMonth"];
export type Headline = Schemas["Headline"];
export type HeadlineKey = Headline["key"];
export type TierCount = Schemas["TierMembers"];
export type TierMove = Schemas["TierMove"];
export type TierBoard = Schemas["TierBoard"];
export type TierFigures = Schemas["TierFigures"];
export type TierRow = Schemas["TierRow"];
export type MonthOfTier = Schemas["MonthOfTier"];

export type Identity = Schemas["IdentityShape"];
export type IdentityRule = Schemas["IdentityRuleShape"];
export type SecuritySettings = Schemas["SecuritySettings"];
export type SecurityChange = Schemas["SecurityChange"];
export type SecurityEffect = Schemas["SecurityEffect"];
export type MemberItem = Schemas["MemberItem"];
export type Member = Schemas["Member"];
export type Unmasked = Schemas["Unmasked"];
export type Consent = Schemas["ConsentShape"];
export type ConsentIn = Schemas["ConsentIn"];
export type EraseRequest = Schemas["EraseRequest"];
export type Lifecycle = MemberItem["lifecycle"];
export type LifecycleDays = Schemas["LifecycleIn"];
export type TierName = MemberItem["tier"];

/** A query without the nulls that the schema allows and a URL cannot say. */
type Query<Params> = { [Name in keyof Params]: Exclude<Params[Name], null> };
export type MembersQuery = Query<NonNullable<operations["list_members"]["parameters"]["query"]>>;
export type MemberSort = NonNullable<MembersQuery["sort"]>;

export type ConditionPlace = Schemas["PlaceShape"];
export type ConditionFields = Schemas["ConditionFields"];
/** A RuleGroup of react-querybuilder, with behaviour clauses. */
export type Condition = Schemas["ConditionDraft"]["condition"];
export type Tag = Schemas["TagShape"];
export type TagList = Schemas["TagList"];
export type NewTag = Schemas["NewTag"];
export type TagChange = Schemas["TagChange"];
export type BorneTag = Schemas["BorneTagShape"];

export type CustomField = Schemas["MemberField"];
export type NewCustomField = Schemas["NewField"];
export type CustomFieldChange = Schemas["FieldChange"];
export type Profile = Schemas["ProfileShape"];
export type FieldValue = Schemas["FieldValue"];
export type Contact = Schemas["ContactShape"];
export type ProfileChange = Schemas["ProfileChangeShape"];
export type View = Schemas["ViewShape"];
export type NewView = Schemas["NewView"];
export type ViewChange = Schemas["ViewChange"];

export type Standing = Schemas["StandingShape"];
export type LadderStep = Schemas["LadderStep"];
export type Requirement = Schemas["RequirementShape"];
export type RequirementProgress = Schemas["RequirementProgress"];
export type WayUp = Schemas["WayUp"];

export type Progress = Schemas["ProgressShape"];

export type Wallet = Schemas["WalletShape"];
export type Lot = Schemas["LotShape"];
export type Entry = Schemas["EntryShape"];
export type EntryDetail = Schemas["EntryDetail"];
export type EntriesQuery = Query<NonNullable<operations["list_entries"]["parameters"]["query"]>>;
export type Explanation = Schemas["Explanation"];
export type TimelineItem = Schemas["TimelineItem"];
export type TimelineList = Schemas["TimelineList"];
export type TimelineLine = Schemas["TimelineLine"];
type TimelineQuery = NonNullable<operations["list_timeline"]["parameters"]["query"]>;
export type TimelineKind = NonNullable<TimelineQuery["kind"]>;

export type EventIn = Schemas["Event"];
export type Outcome = Schemas["Outcome"];
export type DuplicatePair = Schemas["DuplicatePair"];
export type DuplicateSide = Schemas["DuplicateSide"];
export type Merge = Schemas["MergeShape"];
export type MergeChoice = Required<Pick<Schemas["MergeTry"], "tier" | "profile" | "fields">>;
export type MergeEffect = Schemas["MergeEffect"];
export type QuarantinedEvent = Schemas["QuarantinedItem"];
export type Suspect = Schemas["SuspectShape"];
export type FindingReview = Schemas["ReviewAsk"];

export type EventExplanation = Schemas["EventExplanation"];
export type RuleVerdict = Schemas["RuleVerdict"];

export type AskBacktest = Schemas["AskBacktest"];
export type Backtest = Schemas["BacktestShape"];
export type BacktestSummary = Schemas["BacktestSummary"];
export type BacktestReport = Schemas["BacktestReport"];
export type WalletReport = Schemas["WalletReport"];
export type FlowMonth = Schemas["FlowMonth"];
export type LadderReport = Schemas["LadderReport"];
export type RuleReport = Schemas["RuleReport"];
export type AffectedMember = Schemas["AffectedMember"];
export type LifeMoment = Schemas["LifeMoment"];
export type LifeSide = Schemas["LifeSide"];

export type Program = Schemas["ProgramShape"];
export type ProgramTier = Schemas["ProgramTier"];
export type ProgramClause = Schemas["ClauseShape"];
export type ProgramVersion = Schemas["ProgramVersionShape"];
export type DraftCheck = Schemas["DraftCheck"];
export type DraftFault = Schemas["DraftFaultShape"];
export type Comparison = Schemas["ComparisonShape"];
export type ChangedPart = Schemas["ChangedPartShape"];
export type TextLine = Schemas["TextLineShape"];
export type ProgramEffect = Schemas["EffectShape"];
export type TierMoves = Schemas["TierMovesShape"];

export type Endpoint = Schemas["EndpointShape"];
export type NewEndpoint = Schemas["NewEndpoint"];
export type EndpointChange = Schemas["EndpointChange"];
export type Delivery = Schemas["DeliveryShape"];
export type DeliveryStatus = Delivery["status"];

export type MemberImport = Schemas["MemberImport"];
export type MemberImportSummary = Schemas["MemberImportSummary"];
export type ImportStatus = MemberImportSummary["status"];
export type ImportTally = Schemas["TallyShape"];
export type ImportFault = Schemas["FaultShape"];
export type WholeMapping = Schemas["MemberMapping"];
/** A mapping of columns; what is left out is as it is anyhow. */
export type MemberMapping = Pick<WholeMapping, "version" | "identities"> & Partial<WholeMapping>;
export type MemberExport = Schemas["MemberExport"];
