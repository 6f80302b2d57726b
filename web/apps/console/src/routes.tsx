// Which page stands at which path; each page arrives in its own chunk.
import { createBrowserRouter, type RouteObject } from "react-router";
import { RequireSession } from "./session/RequireSession";
import { RouteError } from "./shell/RouteError";

const routes: RouteObject[] = [
  {
    errorElement: <RouteError />,
    HydrateFallback: () => null,
    children: [
      {
        path: "/login",
        lazy: async () => ({ Component: (await import("./session/LoginPage")).LoginPage }),
      },
      {
        path: "/welcome",
        lazy: async () => ({ Component: (await import("./session/WelcomePage")).WelcomePage }),
      },
      {
        element: <RequireSession />,
        children: [
          {
            lazy: async () => ({ Component: (await import("./shell/Shell")).Shell }),
            children: [
              {
                path: "/",
                lazy: async () => ({
                  Component: (await import("./overview/StartPage")).StartPage,
                }),
              },
              {
                path: "/tiers",
                lazy: async () => ({ Component: (await import("./tiers/TiersPage")).TiersPage }),
              },
              {
                path: "/members",
                lazy: async () => ({
                  Component: (await import("./members/MembersList")).MembersList,
                }),
              },
              {
                path: "/members/tags",
                lazy: async () => ({ Component: (await import("./tags/TagsPage")).TagsPage }),
              },
              {
                path: "/members/duplicates",
                lazy: async () => ({
                  Component: (await import("./merges/DuplicatesPage")).DuplicatesPage,
                }),
              },
              {
                path: "/members/findings",
                lazy: async () => ({
                  Component: (await import("./findings/FindingsPage")).FindingsPage,
                }),
              },
              {
                path: "/members/fields",
                lazy: async () => ({ Component: (await import("./fields/FieldsPage")).FieldsPage }),
              },
              {
                path: "/members/import",
                lazy: async () => ({
                  Component: (await import("./memberFiles/ImportsPage")).ImportsPage,
                }),
              },
              {
                path: "/members/import/:importId",
                lazy: async () => ({
                  Component: (await import("./memberFiles/ImportPage")).ImportPage,
                }),
              },
              {
                path: "/members/lifecycle",
                lazy: async () => ({ Component: (await import("./lifecycle/LifecyclePage")).LifecyclePage }),
              },
              {
                path: "/members/identities",
                lazy: async () => ({
                  Component: (await import("./identities/IdentityRulesPage")).IdentityRulesPage,
                }),
              },
              {
                path: "/members/:memberId",
                lazy: async () => ({
                  Component: (await import("./members/MemberPage")).MemberPage,
                }),
              },
              {
                path: "/program",
                lazy: async () => ({
                  Component: (await import("./program/ProgramPage")).ProgramPage,
                }),
              },
              {
                path: "/program/compare",
                lazy: async () => ({
                  Component: (await import("./program/compare/ComparePage")).ComparePage,
                }),
              },
              {
                path: "/program/edit",
                lazy: async () => ({
                  Component: (await import("./program/edit/EditPage")).EditPage,
                }),
              },
              {
                path: "/program/backtests",
                lazy: async () => ({
                  Component: (await import("./backtest/BacktestsPage")).BacktestsPage,
                }),
              },
              {
                path: "/program/backtests/:backtestId",
                lazy: async () => ({
                  Component: (await import("./backtest/BacktestPage")).BacktestPage,
                }),
              },
              {
                path: "/approvals",
                lazy: async () => ({
                  Component: (await import("./approvals/ApprovalsPage")).ApprovalsPage,
                }),
              },
              {
                path: "/organisation",
                lazy: async () => ({
                  Component: (await import("./organisation/OrganisationPage")).OrganisationPage,
                }),
              },
              {
                path: "/settings/roles",
                lazy: async () => ({ Component: (await import("./staff/RolesPage")).RolesPage }),
              },
              {
                path: "/quarantine",
                lazy: async () => ({
                  Component: (await import("./quarantine/QuarantineList")).QuarantineList,
                }),
              },
              {
                path: "/settings/webhooks",
                lazy: async () => ({
                  Component: (await import("./webhooks/WebhooksPage")).WebhooksPage,
                }),
              },
              {
                path: "/settings/webhooks/:endpointId",
                lazy: async () => ({
                  Component: (await import("./webhooks/DeliveriesPage")).DeliveriesPage,
                }),
              },
              {
                path: "/settings/staff",
                lazy: async () => ({ Component: (await import("./staff/StaffPage")).StaffPage }),
              },
              {
                path: "/settings/security",
                lazy: async () => ({
                  Component: (await import("./security/SecurityPage")).SecurityPage,
                }),
              },
              {
                path: "/settings/keys",
                lazy: async () => ({ Component: (await import("./keys/KeysPage")).KeysPage }),
              },
              {
                path: "/settings/access-log",
                lazy: async () => ({
                  Component: (await import("./settings/AccessLogPage")).AccessLogPage,
                }),
              },
              {
                path: "/settings/audit",
                lazy: async () => ({ Component: (await import("./audit/AuditPage")).AuditPage }),
              },
              {
                path: "/account",
                lazy: async () => ({
                  Component: (await import("./account/AccountPage")).AccountPage,
                }),
              },
              {
                path: "*",
                lazy: async () => ({
                  Component: (await import("./shell/NotFoundPage")).NotFoundPage,
                }),
              },
            ],
          },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
