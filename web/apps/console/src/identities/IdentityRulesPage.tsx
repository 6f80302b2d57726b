// 身份标识: which kinds of identities there are, which comes first, how many one member has, and what is nobody's.
import { PlusOutlined } from "@ant-design/icons";
import type { IdentityRule } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, useFormat } from "@regulars/ui";
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { MembersTabs } from "../members/MembersTabs";
import { useMay } from "../session/useMay";
import listStyles from "../settings/ListFrame.module.css";
import { PageHead } from "../shell/PageHead";
import { useKindName } from "./useKindName";
import { useIdentityRules } from "./useIdentityRules";

const IdentityRuleDrawer = lazy(async () => ({
  default: (await import("./IdentityRuleDrawer")).IdentityRuleDrawer,
}));

export function IdentityRulesPage() {
  const { t } = useTranslation("identities");
  const format = useFormat();
  const kindName = useKindName();
  const query = useIdentityRules();
  const mayConfigure = useMay()("members:configure");
  const [edited, setEdited] = useState<IdentityRule | "new">();
  const knows = ({ is_device }: IdentityRule) => t(is_device ? "knows.device" : "knows.person");
  const blocked = ({ blocked: values = [] }: IdentityRule) =>
    values.length > 0 ? t("blockedCount", { total: format.count(values.length) }) : "";
  const edit = (rule: IdentityRule) =>
    mayConfigure && (
      <Button size="small" aria-label={t("editOf", { kind: kindName(rule.kind) })} onClick={() => setEdited(rule)}>
        {t("edit")}
      </Button>
    );
  return (
    <>
      <PageHead title={t("title")} words={t("words")}>
        {mayConfigure && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEdited("new")}>
            {t("add")}
          </Button>
        )}
      </PageHead>
      <MembersTabs />
      <div className={listStyles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <ResponsiveTable<IdentityRule>
            label={t("title")}
            rows={query.data?.items}
            rowKey={({ kind }) => kind}
            columns={[
              { key: "kind", title: t("column.kind"), render: (_, { kind }) => <b>{kindName(kind)}</b> },
              {
                key: "priority",
                title: t("column.priority"),
                align: "right",
                className: "rg-num",
                render: (_, rule) => format.count(rule.priority),
              },
              {
                key: "most",
                title: t("column.most"),
                align: "right",
                className: "rg-num",
                render: (_, rule) => format.count(rule.per_member),
              },
              { key: "knows", title: t("column.knows"), render: (_, rule) => <Tag>{knows(rule)}</Tag> },
              { key: "blocked", title: t("column.blocked"), render: (_, rule) => blocked(rule) || format.nothing },
              { key: "edit", title: "", align: "right", render: (_, rule) => edit(rule) },
            ]}
            card={(rule) => (
              <div className={listStyles.card}>
                <p className={listStyles.line}>
                  <b>{kindName(rule.kind)}</b>
                  {edit(rule)}
                </p>
                <p className={listStyles.small}>
                  {[
                    `${t("column.priority")} ${format.count(rule.priority)}`,
                    `${t("column.most")} ${format.count(rule.per_member)}`,
                    knows(rule),
                    blocked(rule),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            )}
            empty={<EmptyState title={t("empty")} advice={t("words")} />}
            minWidth={760}
          />
        )}
      </div>
      {edited && (
        <Suspense fallback={null}>
          <IdentityRuleDrawer rule={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
        </Suspense>
      )}
    </>
  );
}
