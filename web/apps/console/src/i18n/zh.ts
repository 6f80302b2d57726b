// All words of the console in one language, one file per resource.
import ui from "@regulars/ui/locales/zh.json";
import account from "../locales/zh/account.json";
import audit from "../locales/zh/audit.json";
import backtest from "../locales/zh/backtest.json";
import clock from "../locales/zh/clock.json";
import draft from "../locales/zh/draft.json";
import conditions from "../locales/zh/conditions.json";
import events from "../locales/zh/events.json";
import fields from "../locales/zh/fields.json";
import contests from "../locales/zh/contests.json";
import findings from "../locales/zh/findings.json";
import identities from "../locales/zh/identities.json";
import lifecycle from "../locales/zh/lifecycle.json";
import members from "../locales/zh/members.json";
import memberFiles from "../locales/zh/memberFiles.json";
import merges from "../locales/zh/merges.json";
import approvals from "../locales/zh/approvals.json";
import organisation from "../locales/zh/organisation.json";
import overview from "../locales/zh/overview.json";
import program from "../locales/zh/program.json";
import quarantine from "../locales/zh/quarantine.json";
import security from "../locales/zh/security.json";
import session from "../locales/zh/session.json";
import settings from "../locales/zh/settings.json";
import shell from "../locales/zh/shell.json";
import tags from "../locales/zh/tags.json";
import tiers from "../locales/zh/tiers.json";
import webhooks from "../locales/zh/webhooks.json";

export const messages = {
  ui,
  shell,
  session,
  approvals,
  organisation,
  overview,
  members,
  memberFiles,
  merges,
  program,
  draft,
  quarantine,
  findings,
  contests,
  events,
  clock,
  backtest,
  webhooks,
  fields,
  identities,
  lifecycle,
  security,
  tags,
  tiers,
  conditions,
  account,
  settings,
  audit,
};
