// The value of a rule: nothing, one, two or many, as its field and operator want it.
import type { ValueEditorProps } from "react-querybuilder";
import { BehaviourValue } from "./BehaviourValue";
import { ListValue } from "./ListValue";
import { OneValue } from "./OneValue";
import styles from "./ConditionBuilder.module.css";
import type { BuilderField } from "./useBuilderFields";

export function BuilderValue(props: ValueEditorProps<BuilderField>) {
  const { fieldData: field, operator } = props;
  const onChange = (changed: unknown) => props.handleOnChange(changed);
  const value: unknown = props.value;
  if (operator === "null" || operator === "notNull") return null;
  if (field.kind === "metric" || field.kind === "money_metric") {
    return (
      <BehaviourValue field={field} operator={operator} value={value ?? {}} onChange={onChange} />
    );
  }
  if (operator === "in" || operator === "notIn") {
    return <ListValue field={field} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
  if (operator === "between" || operator === "notBetween") {
    const [low, high] = (Array.isArray(value) ? value : []) as unknown[];
    return (
      <span className={styles.pair}>
        <OneValue field={field} value={low} onChange={(one) => onChange([one, high])} />
        <span aria-hidden>–</span>
        <OneValue field={field} value={high} onChange={(one) => onChange([low, one])} />
      </span>
    );
  }
  return <OneValue field={field} value={value} onChange={onChange} />;
}
