// The fields of the query builder: what the program offers, in the reader's language, in groups.
import type { ConditionFields } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FullField } from "react-querybuilder";
import { METRIC_PREFIX, WINDOW_DEFAULT, type Behaviour } from "./conditionJson";

export type FieldKind = ConditionFields["fields"][number]["kind"] | "metric" | "money_metric";

export interface BuilderField extends FullField {
  kind: FieldKind;
  choices: { value: string; label: string }[];
}

const ORDER_PREFIX = "order.";
const LISTS = ["in", "notIn"];
const PAIRS = ["between", "notBetween"];

export function useBuilderFields(given: ConditionFields) {
  const { t } = useTranslation("conditions");
  const say = useSay();
  return useMemo(() => {
    const operator = (name: string, kind: string) => ({
      name,
      value: name,
      label: t(`operator.${kind}.${name}`, { defaultValue: t(`operator.any.${name}`) }),
    });
    const fields: BuilderField[] = given.fields.map((field) => ({
      name: field.name,
      value: field.name,
      label: say(field.label),
      kind: field.kind,
      choices: field.choices.map((choice) => ({ value: choice.value, label: say(choice.name) })),
      operators: field.operators.map((name) => operator(name, field.kind)),
    }));
    const metrics: BuilderField[] = given.metrics.map((metric) => ({
      name: METRIC_PREFIX + metric.name,
      value: METRIC_PREFIX + metric.name,
      label: say(metric.label),
      kind: metric.kind === "money" ? "money_metric" : "metric",
      choices: [],
      operators: ["at_least", "at_most", "between", ...(metric.has_days ? ["within_days"] : [])].map((name) =>
        operator(name, "metric"),
      ),
    }));
    const ofOrders = (field: BuilderField) => field.name.startsWith(ORDER_PREFIX);
    const orders = fields.filter(ofOrders);
    return [
      { label: t("group.member"), options: fields.filter((field) => !ofOrders(field)) },
      { label: t("group.behaviour"), options: metrics },
      ...(orders.length > 0 ? [{ label: t("group.order"), options: orders }] : []),
    ];
  }, [given, say, t]);
}

/** What a value is when a field or an operator has just been chosen. */
export function firstValue(field: BuilderField, operator: string): unknown {
  if (field.kind === "metric" || field.kind === "money_metric") {
    return { window: WINDOW_DEFAULT, days: 30, amount: 1 } satisfies Behaviour;
  }
  if (LISTS.includes(operator)) return [];
  if (PAIRS.includes(operator)) return [null, null];
  if (field.kind === "flag") return true;
  return field.choices[0]?.value ?? null;
}
