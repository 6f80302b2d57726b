// Whom or what a line is about, and what it moved: members, units and roles by name, as far as the reader may see them.
import type { AuditLine } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { detailWords, subjectWords, type Names } from "./detailWords";

const MEMBERS_NAMED_MAX = 3;

export function AuditAbout({ line, names }: { line: AuditLine; names: Names }) {
  const { t } = useTranslation(["audit", "account", "settings", "security", "organisation"]);
  const format = useFormat();
  if (line.members.length > MEMBERS_NAMED_MAX) {
    return <span>{t("members", { shown: format.count(line.members.length) })}</span>;
  }
  if (line.members.length > 0) {
    return (
      <span>
        {line.members.map((member, place) => (
          <Fragment key={member}>
            {place > 0 && t("settings:keys.and")}
            <Link to={`/members/${member}`}>{names[member] ?? t("oneMember")}</Link>
          </Fragment>
        ))}
      </span>
    );
  }
  const about = [subjectWords(line, names, t), detailWords(line, names, t)].filter(Boolean).join(" · ");
  return <span>{about || format.nothing}</span>;
}
