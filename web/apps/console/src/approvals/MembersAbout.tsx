// The members that a request is about: one, or both of a merge that is made or undone.
import type { Approval } from "@regulars/client";
import { Space } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function MembersAbout({ approval: { type, member_id, data } }: { approval: Approval }) {
  const { t } = useTranslation("approvals");
  const found =
    type === "member.merged" || type === "member.unmerged"
      ? [
          { id: String(data.survivor_id), words: t("survivor") },
          { id: String(data.absorbed_id), words: t("absorbed") },
        ]
      : member_id
        ? [{ id: member_id, words: t("member") }]
        : [];
  if (found.length === 0) return null;
  return (
    <p>
      <Space wrap size="middle">
        {found.map(({ id, words }) => (
          <Link key={id} to={`/members/${id}`}>
            {words}
          </Link>
        ))}
      </Space>
    </p>
  );
}
