// Whom or what a line is about, and what it moved.
import type { AuditLine } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function AuditAbout({ line }: { line: AuditLine }) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const [only] = line.members;
  if (line.members.length === 1 && only) {
    return <Link to={`/members/${only}`}>{t("oneMember")}</Link>;
  }
  if (line.members.length > 1) {
    return <span>{t("members", { shown: format.count(line.members.length) })}</span>;
  }
  const about = [line.subject.replace(/^(staff|key):/, ""), line.detail].filter(Boolean).join(" · ");
  return <span>{about || format.nothing}</span>;
}
