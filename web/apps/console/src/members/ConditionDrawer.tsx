// Writing the condition that the list is narrowed to.
import { ErrorState, LoadingState, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Drawer, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConditionBuilder } from "../conditions/ConditionBuilder";
import { ConditionCount } from "../conditions/ConditionCount";
import { EMPTY_CONDITION, type ConditionGroup } from "../conditions/conditionJson";
import { useConditionFields } from "../conditions/useConditionFields";

interface ConditionDrawerProps {
  condition: ConditionGroup;
  onApply: (condition: ConditionGroup) => void;
  onClose: () => void;
}

export function ConditionDrawer({ condition, onApply, onClose }: ConditionDrawerProps) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const fields = useConditionFields();
  const [draft, setDraft] = useState(condition);
  return (
    <Drawer
      open
      title={t("condition.title")}
      size={isPhone ? "100%" : 760}
      onClose={onClose}
      footer={
        <Space>
          <Button type="primary" onClick={() => onApply(draft)}>
            {t("condition.apply")}
          </Button>
          <Button onClick={() => setDraft(EMPTY_CONDITION)}>{t("condition.empty")}</Button>
        </Space>
      }
    >
      <Space orientation="vertical" size={16} style={{ width: "100%" }}>
        {fields.isError ? (
          <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />
        ) : fields.data ? (
          <ConditionBuilder fields={fields.data} condition={draft} onChange={setDraft} />
        ) : (
          <LoadingState rows={4} />
        )}
        <ConditionCount condition={draft} />
      </Space>
    </Drawer>
  );
}
