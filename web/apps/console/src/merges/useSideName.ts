// What one of two members is called beside the other: the name with the number, for names may be the same.
import type { DuplicateSide } from "@regulars/client";
import { useTranslation } from "react-i18next";

export function useSideName() {
  const { t } = useTranslation("merges");
  return ({ display_name, member_no }: DuplicateSide) =>
    display_name ? t("side.named", { name: display_name, no: member_no }) : t("side.unnamed", { no: member_no });
}
