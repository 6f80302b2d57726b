// 角色: those that are there from the beginning, and the operator's own; what each may do and how many have it.
import type { Role } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, useFormat } from "@regulars/ui";
import { Button, Modal, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccessWords } from "../account/useAccessWords";
import { scopeWords } from "../keys/scopeWords";
import styles from "../settings/ListFrame.module.css";
import { SettingsTabs } from "../settings/SettingsTabs";
import { PageHead } from "../shell/PageHead";
import { RoleModal } from "./RoleModal";
import { roleName } from "./roleName";
import { useRemoveRole, useRoles } from "./useRoles";

export function RolesPage() {
  const { t } = useTranslation(["settings", "account"]);
  const format = useFormat();
  const roles = useRoles();
  const remove = useRemoveRole();
  const [modal, modalPlace] = Modal.useModal();
  const [edited, setEdited] = useState<Role | "new" | null>(null);
  const refusal = useAccessWords(remove.error);
  const name = (role: Role) => roleName(role.role, role.name, t);
  const words = ({ scopes }: Role) => scopes.map((scope) => scopeWords(scope, t)).join(t("keys.and"));
  const askRemove = (role: Role) =>
    void modal.confirm({
      title: t("roles.ask", { name: name(role) }),
      okText: t("roles.remove"),
      okButtonProps: { danger: true },
      onOk: () => remove.mutate(role.role),
    });
  const actions = (role: Role) =>
    role.is_own && (
      <Space>
        <Button size="small" onClick={() => setEdited(role)}>
          {t("roles.change")}
        </Button>
        <Button size="small" danger disabled={role.accounts > 0} onClick={() => askRemove(role)}>
          {t("roles.remove")}
        </Button>
      </Space>
    );
  const title = (role: Role) => (
    <>
      {name(role)} {role.is_own && <Tag>{t("roles.own")}</Tag>}
    </>
  );
  return (
    <>
      {modalPlace}
      <PageHead title={t("roles.title")} words={t("roles.words")}>
        {roles.data && (
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("roles.make")}
          </Button>
        )}
      </PageHead>
      <SettingsTabs />
      {refusal && <p role="alert">{refusal}</p>}
      <div className={styles.panel}>
        {roles.isError ? (
          <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />
        ) : (
          <ResponsiveTable<Role>
            label={t("roles.title")}
            rows={roles.data?.items}
            rowKey={({ role }) => role}
            columns={[
              { key: "name", title: t("roles.column.name"), width: 220, render: (_, role) => title(role) },
              { key: "scopes", title: t("keys.column.scopes"), render: (_, role) => words(role) },
              {
                key: "accounts",
                title: t("roles.column.accounts"),
                width: 96,
                align: "right",
                className: "rg-num",
                render: (_, { accounts }) => format.count(accounts),
              },
              {
                key: "actions",
                title: <span className="rg-visually-hidden">{t("staff.actions")}</span>,
                align: "right",
                render: (_, role) => actions(role),
              },
            ]}
            card={(role) => (
              <div className={styles.card}>
                <p className={styles.line}>
                  <b>{title(role)}</b>
                  <span className={styles.small}>
                    {t("roles.had", { accounts: format.count(role.accounts) })}
                  </span>
                </p>
                <p className={styles.small}>{words(role)}</p>
                {actions(role)}
              </div>
            )}
            empty={<EmptyState title={t("roles.title")} />}
            minWidth={880}
          />
        )}
      </div>
      {edited && roles.data && (
        <RoleModal
          role={edited === "new" ? undefined : edited}
          scopes={roles.data.scopes}
          unitScopes={roles.data.unit_scopes}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
