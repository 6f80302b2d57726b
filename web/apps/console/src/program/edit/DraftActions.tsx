// What can be done with a draft: a row of buttons, one for each action given. Another thing to do is another action.
import { Button } from "antd";
import type { ReactNode } from "react";

export interface DraftAction {
  key: string;
  label: string;
  icon?: ReactNode;
  isPrimary?: boolean;
  isDisabled?: boolean;
  onRun: () => void;
}

export function DraftActions({ actions }: { actions: DraftAction[] }) {
  return actions.map(({ key, label, icon, isPrimary, isDisabled, onRun }) => (
    <Button
      key={key}
      type={isPrimary ? "primary" : "default"}
      icon={icon}
      disabled={isDisabled}
      onClick={onRun}
    >
      {label}
    </Button>
  ));
}
