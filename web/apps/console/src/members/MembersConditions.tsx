// The conditions of the member list: tier, lifecycle, joined, in grace, owing points; and the order.
import type { MemberSort } from "@regulars/client";
import { TierBadge, useIsPhone } from "@regulars/ui";
import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { UnitSelect } from "../organisation/UnitSelect";
import { useProgram } from "../program/useProgram";
import { JoinedRange } from "./JoinedRange";
import styles from "./MembersConditions.module.css";
import { LIFECYCLES, SORTS, type MembersFilter } from "./membersFilter";

interface MembersConditionsProps {
  filter: MembersFilter;
  onChange: (change: MembersFilter) => void;
}

export function MembersConditions({ filter, onChange }: MembersConditionsProps) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  const program = useProgram();
  const tiers = program.data?.tiers ?? [];
  return (
    <div className={styles.conditions}>
      <Select
        allowClear
        className={styles.choice}
        placeholder={t("filter.tier")}
        aria-label={t("filter.tier")}
        value={filter.tier}
        onChange={(tier?: string) => onChange({ tier })}
        options={tiers.map((tier) => ({ value: tier.key, label: <TierBadge tier={tier} /> }))}
      />
      <Select
        allowClear
        className={styles.choice}
        placeholder={t("filter.lifecycle")}
        aria-label={t("filter.lifecycle")}
        value={filter.lifecycle}
        onChange={(lifecycle?: MembersFilter["lifecycle"]) => onChange({ lifecycle })}
        options={LIFECYCLES.map((key) => ({ value: key, label: t(`lifecycle.${key}`) }))}
      />
      {filter.unit && (
        <div className={styles.choice}>
          <UnitSelect
            value={filter.unit}
            onChange={(unit) => onChange({ unit })}
            aria-label={t("filter.unit")}
          />
        </div>
      )}
      <JoinedRange filter={filter} onChange={onChange} />
      <Checkbox
        checked={filter.grace ?? false}
        onChange={(change) => onChange({ grace: change.target.checked || undefined })}
      >
        {t("filter.grace")}
      </Checkbox>
      <Checkbox
        checked={filter.debt ?? false}
        onChange={(change) => onChange({ debt: change.target.checked || undefined })}
      >
        {t("filter.debt")}
      </Checkbox>
      {isPhone && (
        <Select
          className={styles.order}
          aria-label={t("filter.sort")}
          value={filter.sort}
          onChange={(sort: MemberSort) => onChange({ sort })}
          options={SORTS.map((key) => ({ value: key, label: t(`sort.${key}`) }))}
        />
      )}
    </div>
  );
}
