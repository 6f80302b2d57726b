// Where each figure of the board leads: the rows behind it, filter in the URL.
import type { HeadlineKey } from "@regulars/client";

interface Months {
  from: string;
  to: string;
}

export function headlineLink(key: HeadlineKey, { from, to }: Months): string {
  switch (key) {
    case "members_total":
      return membersLink({ joined_to: to });
    case "members_new":
      return membersLink({ joined_from: from, joined_to: to, sort: "-joined_at" });
    case "active_share":
      return membersLink({ lifecycle: "active" });
    case "repurchase_rate":
      return membersLink({ lifecycle: "active", sort: "-last_order_at" });
    case "sales":
      return membersLink({ sort: "-spend" });
    case "liability":
      return membersLink({ sort: "-points" });
  }
}

export function membersLink(filter: Record<string, string>): string {
  const query = new URLSearchParams(filter).toString();
  return query ? `/members?${query}` : "/members";
}
