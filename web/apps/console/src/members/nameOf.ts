// What a member is called: the name, or the number where no name is known.
import type { MemberItem } from "@regulars/client";

export function nameOf({ display_name, member_no }: Pick<MemberItem, "display_name" | "member_no">) {
  return display_name === "" ? String(member_no) : display_name;
}
