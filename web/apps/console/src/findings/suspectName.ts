// What a member is called on the page: the name with the number, for names may be the same.
import type { Suspect } from "@regulars/client";
import type { TFunction } from "i18next";

export function suspectName({ display_name, member_no }: Suspect, t: TFunction): string {
  return display_name
    ? t("findings:named", { name: display_name, no: member_no })
    : t("findings:unnamed", { no: member_no });
}
