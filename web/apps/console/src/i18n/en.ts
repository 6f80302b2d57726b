// All words of the console in one language, one file per resource.
import ui from "@regulars/ui/locales/en.json";
import account from "../locales/en/account.json";
import audit from "../locales/en/audit.json";
import backtest from "../locales/en/backtest.json";
import clock from "../locales/en/clock.json";
import draft from "../locales/en/draft.json";
import conditions from "../locales/en/conditions.json";
import events from "../locales/en/events.json";
import fields from "../locales/en/fields.json";
import contests from "../locales/en/contests.json";
import findings from "../locales/en/findings.json";
import identities from "../locales/en/identities.json";
import lifecycle from "../locales/en/lifecycle.json";
import members from "../locales/en/members.json";
import memberFiles from "../locales/en/memberFiles.json";
import merges from "../locales/en/merges.json";
import approvals from "../locales/en/approvals.json";
import organisation from "../locales/en/organisation.json";
import overview from "../locales/en/overview.json";
import program from "../locales/en/program.json";
import quarantine from "../locales/en/quarantine.json";
import security from "../locales/en/security.json";
import session from "../locales/en/session.json";
import settings from "../locales/en/settings.json";
import shell from "../locales/en/shell.json";
import tags from "../locales/en/tags.json";
import tiers from "../locales/en/tiers.json";
import webhooks from "../locales/en/webhooks.json";

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
