// The query builder's controls in the console's own look: choices, buttons, and the "not" of a group.
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Select, type SelectProps } from "antd";
import {
  isOptionGroupArray,
  type ActionProps,
  type NotToggleProps,
  type ValueSelectorProps,
} from "react-querybuilder";

export function BuilderChoice(props: ValueSelectorProps) {
  const { options, value, title, disabled, className } = props;
  const offered: SelectProps["options"] = isOptionGroupArray(options)
    ? options.map((group) => ({
        label: group.label,
        title: group.label,
        options: group.options.map(({ name, label }) => ({ value: name, label })),
      }))
    : options.map(({ name, label }) => ({ value: name, label }));
  return (
    <Select
      className={className}
      aria-label={title}
      disabled={disabled}
      value={value}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      options={offered}
      onChange={(chosen: string) => props.handleOnChange(chosen)}
    />
  );
}

export function BuilderButton(props: ActionProps) {
  const { className, label, title, disabled } = props;
  const isRemoving = className?.includes("remove");
  return (
    <Button
      size="small"
      type={isRemoving ? "text" : "dashed"}
      className={className}
      icon={isRemoving ? <CloseOutlined aria-hidden /> : <PlusOutlined aria-hidden />}
      aria-label={isRemoving ? title : undefined}
      title={title}
      disabled={disabled}
      onClick={() => props.handleOnClick()}
    >
      {isRemoving ? null : label}
    </Button>
  );
}

export function BuilderNot(props: NotToggleProps) {
  const { checked, label, disabled, className } = props;
  return (
    <Checkbox
      className={className}
      checked={checked ?? false}
      disabled={disabled}
      onChange={(change) => props.handleOnChange(change.target.checked)}
    >
      {label}
    </Checkbox>
  );
}
