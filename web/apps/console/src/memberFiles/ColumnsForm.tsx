// What each column of the file means - guessed, and to be mended - and what becomes of members who are there already.
import type { MemberImport, MemberMapping } from "@regulars/client";
import { Panel, ResponsiveTable } from "@regulars/ui";
import { Alert, Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactNumbers, hasIdentity, mappingOf, meaningsOf, nameless, twice, type Existing } from "./columnMeanings";
import styles from "./ImportPage.module.css";
import { MeaningSelect } from "./MeaningSelect";
import { useImportRefusal } from "./useImportRefusal";
import { useImportSteps } from "./useImports";

const POLICIES: Existing[] = ["update", "skip", "reject"];

interface FileColumn {
  place: number;
  header: string;
  cells: string[];
}

export function ColumnsForm({ item, onDone }: { item: MemberImport; onDone: () => void }) {
  const { t } = useTranslation("memberFiles");
  const before = (item.mapping ?? item.suggested) as unknown as MemberMapping;
  const headers = item.columns.map(({ header }) => header);
  const [meanings, setMeanings] = useState(() => meaningsOf(before, headers));
  const [existing, setExisting] = useState<Existing>(before.existing ?? "update");
  const { tryOut } = useImportSteps(item.import_id);
  const refusal = useImportRefusal(tryOut.error);
  const doubled = twice(meanings);
  const isNameless = nameless(meanings).length > 0;
  const isReady = hasIdentity(meanings) && doubled.size === 0 && !isNameless;
  const columns = item.columns.map((column, place): FileColumn => ({ place, ...column }));
  const choice = ({ place, header }: FileColumn) => (
    <MeaningSelect
      label={t("columns.of", { header })}
      value={meanings[place]}
      contacts={contactNumbers(meanings)}
      isDoubled={doubled.has(meanings[place] ?? "")}
      onChange={(meaning) => setMeanings({ ...meanings, [place]: meaning })}
    />
  );
  return (
    <Panel title={t("columns.title")} description={t("columns.words")}>
      <div className={styles.stack}>
        <ResponsiveTable<FileColumn>
          label={t("columns.title")}
          rows={columns}
          rowKey={({ place }) => String(place)}
          empty={null}
          minWidth={560}
          columns={[
            { key: "header", title: t("columns.header"), render: (_, { header }) => <b>{header}</b> },
            { key: "cells", title: t("columns.cells"), render: (_, { cells }) => <Cells cells={cells} /> },
            { key: "meaning", title: t("columns.meaning"), width: 260, render: (_, column) => choice(column) },
          ]}
          card={(column) => (
            <div className={styles.column}>
              <b>{column.header}</b>
              <Cells cells={column.cells} />
              {choice(column)}
            </div>
          )}
        />
        <fieldset className={styles.policy}>
          <legend>{t("existing.label")}</legend>
          <Radio.Group
            value={existing}
            onChange={({ target }) => setExisting(target.value as Existing)}
            options={POLICIES.map((value) => ({ value, label: t(`existing.${value}`) }))}
          />
        </fieldset>
        {!hasIdentity(meanings) && <Alert type="warning" showIcon title={t("columns.noIdentity")} />}
        {doubled.size > 0 && <Alert type="warning" showIcon title={t("columns.doubled")} />}
        {isNameless && <Alert type="warning" showIcon title={t("columns.nameless")} />}
        {refusal && <Alert type="error" showIcon title={refusal.title} description={refusal.detail} />}
        <Button
          type="primary"
          className={styles.action}
          disabled={!isReady}
          loading={tryOut.isPending}
          onClick={() => tryOut.mutate(mappingOf(meanings, headers, existing, before), { onSuccess: onDone })}
        >
          {t("columns.try")}
        </Button>
      </div>
    </Panel>
  );
}

/** The first cells of a column: text of the file, in whatever language that is. */
function Cells({ cells }: { cells: string[] }) {
  return <pre className={styles.cells}>{cells.filter(Boolean).join("\n")}</pre>;
}
