// One's recent sign-ins, with the attempts that failed.
import { Panel } from "@regulars/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessTable } from "./AccessTable";
import { useMySignIns } from "./useAccount";

export function SignInsPanel() {
  const { t } = useTranslation("account");
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useMySignIns(cursors.at(-1));
  return (
    <Panel title={t("signIns.title")} description={t("signIns.words")} flush>
      <AccessTable
        label={t("signIns.title")}
        query={query}
        cursors={cursors}
        onTurn={setCursors}
      />
    </Panel>
  );
}
