// Writing the condition of one place: fields, comparisons and values as on the member list, judged while it is written.
import type { ConditionFields, ConditionPlace } from "@regulars/client";
import { useFocusReturn, useIsPhone, useSay } from "@regulars/ui";
import { Button, Drawer, Space } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConditionBuilder } from "../../../conditions/ConditionBuilder";
import { EMPTY_CONDITION, type ConditionGroup } from "../../../conditions/conditionJson";
import { usePaused } from "../useDraftCheck";
import styles from "./PlaceDrawer.module.css";
import { PlaceVerdict } from "./PlaceVerdict";
import { placeCondition, usePlacedCheck } from "./usePlaces";

interface PlaceDrawerProps {
  place: ConditionPlace;
  fields: ConditionFields;
  /** The draft that the place is in. */
  yaml: string;
  onApply: (yaml: string) => void;
  onClose: () => void;
}

const ORDER_FIELDS = "order.";

export function PlaceDrawer({ place, fields, yaml, onApply, onClose }: PlaceDrawerProps) {
  const { t } = useTranslation("draft");
  const say = useSay();
  const isPhone = useIsPhone();
  useFocusReturn();
  const [condition, setCondition] = useState(
    (place.condition as ConditionGroup | null) ?? EMPTY_CONDITION,
  );
  const [isBusy, setIsBusy] = useState(false);
  const paused = JSON.parse(usePaused(JSON.stringify(condition))) as ConditionGroup;
  const check = usePlacedCheck(yaml, place.path, paused);
  const isChecked = JSON.stringify(paused) === JSON.stringify(condition) && !check.isFetching;
  const isEmpty = condition.rules.length === 0;
  const offered = useMemo(
    () => ({
      ...fields,
      fields: fields.fields.filter(({ name }) => place.knows_order || !name.startsWith(ORDER_FIELDS)),
    }),
    [fields, place.knows_order],
  );
  const apply = async () => {
    if (!isEmpty) {
      if (check.data) onApply(check.data.yaml);
      return;
    }
    setIsBusy(true);
    onApply(await placeCondition(yaml, place.path, null));
  };
  return (
    <Drawer
      open
      title={t("conditions.title", { name: say(place.name) })}
      size={isPhone ? "100%" : 760}
      onClose={onClose}
      footer={
        <Space>
          <Button
            type="primary"
            loading={isBusy}
            disabled={!isEmpty && (!isChecked || !check.data || check.data.faults.length > 0)}
            onClick={() => void apply()}
          >
            {t(isEmpty ? "conditions.applyNone" : "conditions.apply")}
          </Button>
          <Button disabled={isEmpty} onClick={() => setCondition(EMPTY_CONDITION)}>
            {t("conditions.empty")}
          </Button>
        </Space>
      }
    >
      <p className={styles.what}>{say(place.what)}</p>
      <ConditionBuilder fields={offered} condition={condition} onChange={setCondition} />
      <PlaceVerdict check={check} isEmpty={isEmpty} isChecked={isChecked} path={place.path} />
    </Drawer>
  );
}
