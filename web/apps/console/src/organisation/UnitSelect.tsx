// The choice of a unit out of the tree, by name or code; with a filter for those that cannot be chosen.
import type { Unit } from "@regulars/client";
import { TreeSelect } from "antd";
import { useTranslation } from "react-i18next";
import { unitName } from "./unitName";
import { unitTree, type UnitNode } from "./unitTree";
import { useUnits } from "./useOrganisation";

interface UnitSelectProps {
  id?: string;
  value?: string;
  onChange?: (unitId: string) => void;
  canChoose?: (unit: Unit) => boolean;
  "aria-label"?: string;
}

export function UnitSelect({ canChoose = () => true, ...field }: UnitSelectProps) {
  const { t } = useTranslation("organisation");
  const units = useUnits();
  const option = ({ unit, children }: UnitNode): object => ({
    value: unit.unit_id,
    title: unitName(unit, t),
    search: `${unit.name} ${unit.code}`,
    disabled: !canChoose(unit),
    children: children?.map(option),
  });
  return (
    <TreeSelect
      {...field}
      showSearch={{ treeNodeFilterProp: "search" }}
      treeDefaultExpandAll
      treeNodeLabelProp="title"
      loading={units.isPending}
      placeholder={t("choose")}
      treeData={unitTree(units.data?.items ?? []).map(option)}
      style={{ width: "100%" }}
    />
  );
}
