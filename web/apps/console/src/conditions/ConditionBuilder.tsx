// Editing a condition about members: groups and rules of react-querybuilder over the fields that the program offers.
import type { ConditionFields } from "@regulars/client";
import {
  QueryBuilder,
  type FullCombinator,
  type FullOperator,
  type RuleGroupType,
} from "react-querybuilder";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { BuilderButton, BuilderChoice, BuilderNot } from "./BuilderControls";
import { BuilderValue } from "./BuilderValue";
import styles from "./ConditionBuilder.module.css";
import { toCondition, toQuery, type ConditionGroup } from "./conditionJson";
import { firstValue, useBuilderFields, type BuilderField } from "./useBuilderFields";

interface ConditionBuilderProps {
  fields: ConditionFields;
  condition: ConditionGroup;
  onChange: (condition: ConditionGroup) => void;
}

const LEVELS_MAX = 7;
const CONTROLS = {
  actionElement: BuilderButton,
  valueSelector: BuilderChoice,
  notToggle: BuilderNot,
  valueEditor: BuilderValue,
};

export function ConditionBuilder({ fields, condition, onChange }: ConditionBuilderProps) {
  const { t } = useTranslation("conditions");
  const offered = useBuilderFields(fields);
  const byName = new Map(offered.flatMap((group) => group.options.map((field) => [field.name, field])));
  // What was written here goes back as it was, with the ids that the builder knows its rows by: an open list stays open.
  const [written, setWritten] = useState<{ condition: ConditionGroup; query: RuleGroupType }>();
  const given = useMemo(() => toQuery(condition), [condition]);
  const query = written?.condition === condition ? written.query : given;
  const word = (key: string) => ({ label: t(`do.${key}`), title: t(`do.${key}`) });
  return (
    <div className={styles.builder}>
      <QueryBuilder<RuleGroupType, BuilderField, FullOperator, FullCombinator>
        fields={offered}
        query={query}
        onQueryChange={(changed) => {
          const next = toCondition(changed);
          setWritten({ condition: next, query: changed });
          onChange(next);
        }}
        controlElements={CONTROLS}
        combinators={[
          { name: "and", label: t("and") },
          { name: "or", label: t("or") },
        ]}
        getDefaultValue={(rule) => {
          const field = byName.get(rule.field);
          return field ? firstValue(field, rule.operator) : null;
        }}
        translations={{
          addRule: word("addRule"),
          addGroup: word("addGroup"),
          removeRule: word("removeRule"),
          removeGroup: word("removeGroup"),
          notToggle: word("not"),
          fields: { title: t("field") },
          operators: { title: t("operators") },
          combinators: { title: t("combinator") },
          value: { title: t("value") },
        }}
        showNotToggle
        addRuleToNewGroups
        resetOnOperatorChange
        listsAsArrays
        maxLevels={LEVELS_MAX}
      />
    </div>
  );
}
