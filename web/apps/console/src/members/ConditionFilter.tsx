// The condition of the list: its sentence beside the filters, and the builder behind a button.
import { ControlOutlined } from "@ant-design/icons";
import { useSay } from "@regulars/ui";
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { EMPTY_CONDITION } from "../conditions/conditionJson";
import { useConditionCheck } from "../conditions/useConditionCheck";
import styles from "./ConditionFilter.module.css";
import { conditionOf, type MembersFilter } from "./membersFilter";

const ConditionDrawer = lazy(async () => ({
  default: (await import("./ConditionDrawer")).ConditionDrawer,
}));

interface ConditionFilterProps {
  filter: MembersFilter;
  onChange: (change: MembersFilter) => void;
}

export function ConditionFilter({ filter, onChange }: ConditionFilterProps) {
  const { t } = useTranslation("members");
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const condition = conditionOf(filter);
  const check = useConditionCheck(condition ?? EMPTY_CONDITION);
  return (
    <>
      <Button icon={<ControlOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {t("condition.open")}
      </Button>
      {condition && (
        <Tag
          className={styles.sentence}
          closable
          closeIcon={<span aria-label={t("condition.clear")}>×</span>}
          onClose={(closing) => {
            closing.preventDefault();
            onChange({ condition: undefined });
          }}
        >
          {check.data?.sentence ? say(check.data.sentence) : t("condition.set")}
        </Tag>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <ConditionDrawer
            condition={condition ?? EMPTY_CONDITION}
            onApply={(chosen) => {
              setIsOpen(false);
              onChange({ condition: chosen.rules.length > 0 ? JSON.stringify(chosen) : undefined });
            }}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
