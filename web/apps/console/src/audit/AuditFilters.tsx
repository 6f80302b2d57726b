// Which lines: a kind, a person or system, and the member they came by.
import type { AuditKind } from "@regulars/client";
import { Input, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./AuditFilters.module.css";
import { KINDS, type AuditFilter } from "./auditFilter";

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation("audit");
  return (
    <search className={styles.filters}>
      <Select<AuditKind | "all">
        aria-label={t("filter.kind")}
        className={styles.kind ?? ""}
        value={filter.kind ?? "all"}
        onChange={(kind) => onChange({ ...filter, kind: kind === "all" ? undefined : kind })}
        options={[
          { value: "all", label: t("filter.all") },
          ...KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        ]}
      />
      <Input.Search
        key={filter.actor}
        allowClear
        className={styles.actor ?? ""}
        aria-label={t("filter.actor")}
        placeholder={t("filter.actor")}
        defaultValue={filter.actor}
        maxLength={100}
        onSearch={(actor) => onChange({ ...filter, actor: actor.trim() })}
      />
      {filter.memberId && (
        <Tag closable onClose={() => onChange({ ...filter, memberId: "" })}>
          {t("filter.member")}
        </Tag>
      )}
    </search>
  );
}
