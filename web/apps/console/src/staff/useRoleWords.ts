// The roles of an account as a line: each with the unit where it holds, if that is not the whole company.
import type { Assignment } from "@regulars/client";
import { useTranslation } from "react-i18next";
import { unitName } from "../organisation/unitName";
import { useUnits } from "../organisation/useOrganisation";
import { roleName } from "./roleName";
import { useRoles } from "./useRoles";

export function useRoleWords() {
  const { t } = useTranslation(["account", "settings", "organisation"]);
  const roles = useRoles();
  const units = useUnits();
  const words = ({ role, unit_id, inherits }: Assignment) => {
    const name = roleName(role, roles.data?.items.find((each) => each.role === role)?.name ?? "", t);
    const unit = units.data?.items.find((each) => each.unit_id === unit_id);
    if (!unit || (unit.kind === "headquarters" && inherits)) return name;
    const key = inherits || unit.kind === "store" ? "settings:staff.at" : "settings:staff.atAlone";
    return t(key, { role: name, unit: unitName(unit, t) });
  };
  return (assignments: Assignment[]) => assignments.map(words).join(t("settings:keys.and"));
}
