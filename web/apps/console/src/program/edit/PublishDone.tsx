// The version there is now, and what it changed.
import type { ProgramVersion } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

interface PublishDoneProps {
  published: ProgramVersion;
  basedOn: number;
}

export function PublishDone({ published, basedOn }: PublishDoneProps) {
  const { t } = useTranslation("draft");
  const format = useFormat();
  const { version, in_force_from: from } = published;
  return (
    <>
      <p>{t("publish.doneWords", { version, from: format.dateTime(from) })}</p>
      {basedOn > 0 && (
        <p>
          <Link to={`/program/compare?from=${String(basedOn)}&to=${String(version)}`}>
            {t("publish.look")}
          </Link>
        </p>
      )}
    </>
  );
}
