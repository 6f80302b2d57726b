// Search and conditions of the member list; on a phone the conditions fold away.
import { FilterOutlined } from "@ant-design/icons";
import { useIsPhone } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConditionFilter } from "./ConditionFilter";
import type { ColumnKey } from "./memberColumns";
import { conditionsCount, type MembersFilter } from "./membersFilter";
import { MembersConditions } from "./MembersConditions";
import styles from "./MembersFilters.module.css";
import { MembersSearch } from "./MembersSearch";
import { ViewsMenu } from "./ViewsMenu";

interface MembersFiltersProps {
  filter: MembersFilter;
  columns: ColumnKey[];
  onChange: (change: MembersFilter) => void;
  onClear: () => void;
  onView: (filter: MembersFilter, columns: string[]) => void;
}

export function MembersFilters(props: MembersFiltersProps) {
  const { filter, columns, onChange, onClear, onView } = props;
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(false);
  const count = conditionsCount(filter);
  return (
    <div className={styles.filters} role="search" aria-label={t("filter.label")}>
      <div className={styles.first}>
        <MembersSearch q={filter.q} onSearch={(q) => onChange({ q })} />
        {isPhone && (
          <Button
            icon={<FilterOutlined aria-hidden />}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {count > 0 ? t("filter.openCount", { count }) : t("filter.open")}
          </Button>
        )}
      </div>
      {(!isPhone || isOpen) && <MembersConditions filter={filter} onChange={onChange} />}
      <ConditionFilter filter={filter} onChange={onChange} />
      <ViewsMenu filter={filter} columns={columns} onChoose={onView} />
      {count > 0 && (
        <Button type="link" className={styles.clear} onClick={onClear}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}
