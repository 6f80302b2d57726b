// The draft with everything about it: editor, faults, how it reads, what it changes, and publishing it.
import { CloudUploadOutlined, ExperimentOutlined, UndoOutlined } from "@ant-design/icons";
import type { Program } from "@regulars/client";
import { ErrorState, LoadingState } from "@regulars/ui";
import { Modal } from "antd";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { PageHead } from "../../shell/PageHead";
import { ConflictNote } from "./ConflictNote";
import { DraftActions } from "./DraftActions";
import styles from "./DraftDesk.module.css";
import type { DraftEditorHandle } from "./DraftEditor";
import { DraftSides } from "./DraftSides";
import { PublishModal } from "./PublishModal";
import { dropDraft } from "./storedDraft";
import { useDraft } from "./useDraft";
import { useDraftCheck, usePaused } from "./useDraftCheck";
import { useProgramSchema } from "./useProgramSchema";

const DraftEditor = lazy(() => import("./DraftEditor"));

export function DraftDesk({ latest }: { latest: Program }) {
  const { t } = useTranslation("draft");
  const navigate = useNavigate();
  const [modal, question] = Modal.useModal();
  const editor = useRef<DraftEditorHandle>(null);
  const schema = useProgramSchema();
  const { draft, isUntouched, isOutdated, write, discard, rebase } = useDraft(latest);
  const paused = usePaused(draft.yaml);
  const check = useDraftCheck(paused);
  const [isPublishing, setIsPublishing] = useState(false);
  const isChecked = paused === draft.yaml && !check.isPlaceholderData && !check.isFetching;
  const isGood = check.data?.ok === true;

  return (
    <>
      <PageHead title={t("title")} words={t("words", { version: isUntouched ? latest.version : draft.basedOn })}>
        <DraftActions
          actions={[
            {
              key: "discard",
              label: t("discard"),
              icon: <UndoOutlined aria-hidden />,
              isDisabled: isUntouched,
              onRun: () =>
                void modal.confirm({
                  title: t("discardQuestion"),
                  content: t("discardWords", { version: latest.version }),
                  okText: t("discard"),
                  cancelText: t("cancel"),
                  onOk: discard,
                }),
            },
            {
              key: "backtest",
              label: t("backtest"),
              icon: <ExperimentOutlined aria-hidden />,
              isDisabled: !isGood || !isChecked,
              onRun: () => void navigate("/program/backtests", { state: { yaml: draft.yaml } }),
            },
            {
              key: "publish",
              label: t("publish.open"),
              icon: <CloudUploadOutlined aria-hidden />,
              isPrimary: true,
              isDisabled: !isGood || !isChecked || isUntouched || isOutdated,
              onRun: () => setIsPublishing(true),
            },
          ]}
        />
      </PageHead>
      {isOutdated && (
        <ConflictNote
          latest={latest}
          basedOn={draft.basedOn}
          onRebase={rebase}
        />
      )}
      <div className={styles.desk}>
        <section className={styles.text} aria-label={t("editor")}>
          {schema.isError ? (
            <ErrorState error={schema.error} onRetry={() => void schema.refetch()} />
          ) : schema.data ? (
            <Suspense fallback={<LoadingState rows={16} />}>
              <DraftEditor
                key={draft.edition}
                ref={editor}
                initial={draft.yaml}
                faults={check.data?.errors ?? []}
                schema={schema.data}
                onChange={write}
              />
            </Suspense>
          ) : (
            <LoadingState rows={16} />
          )}
        </section>
        <DraftSides
          check={check}
          isChecked={isChecked}
          yaml={paused}
          latest={latest.version}
          onGoTo={(line) => editor.current?.goTo(line)}
          onEdit={(text) => editor.current?.replace(text)}
        />
      </div>
      {question}
      {isPublishing && (
        <PublishModal draft={draft} onPublished={dropDraft} onClose={() => setIsPublishing(false)} />
      )}
    </>
  );
}
