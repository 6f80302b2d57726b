// Publishing: what it does at once, from when, why - then the question, then what was done.
import { ApiProblem } from "@regulars/client";
import { LoadingState, problemKey, useFocusReturn, useFormat, useIsPhone } from "@regulars/ui";
import { Alert, Button, DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EffectView } from "./EffectView";
import { instantOf } from "./instantOf";
import styles from "./PublishModal.module.css";
import { PublishDone } from "./PublishDone";
import type { StoredDraft } from "./storedDraft";
import { useEffectOf, usePublish } from "./usePublish";

const NOTE_LENGTH_MAX = 500;

interface PublishModalProps {
  draft: StoredDraft;
  onPublished: () => void;
  onClose: () => void;
}

interface Fields {
  note: string;
  from?: Dayjs | null;
}

export function PublishModal({ draft, onPublished, onClose }: PublishModalProps) {
  const { t } = useTranslation(["draft", "ui"]);
  const format = useFormat();
  const isPhone = useIsPhone();
  useFocusReturn();
  // What was looked at is what is published, whatever happens to the draft outside.
  const [seen] = useState(draft);
  const [form] = Form.useForm<Fields>();
  const effect = useEffectOf(seen.yaml);
  const publish = usePublish(seen, onPublished);
  const error = effect.error ?? publish.error;
  const isConflict = error instanceof ApiProblem && error.code === "program_conflict";
  const send = ({ note, from }: Fields) =>
    publish.mutate({
      note: note.trim(),
      from: from ? instantOf(from.format("YYYY-MM-DDTHH:mm"), format.timeZone) : null,
    });

  return (
    <Modal
      open
      title={publish.data ? t("publish.done") : t("publish.title", { version: seen.basedOn + 1 })}
      width={isPhone ? "100%" : 640}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        publish.data ? (
          <Button type="primary" onClick={onClose}>
            {t("publish.close")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button
              type="primary"
              disabled={!effect.data}
              loading={publish.isPending}
              onClick={() => form.submit()}
            >
              {t("publish.confirm")}
            </Button>
          </>
        )
      }
    >
      {publish.data ? (
        <PublishDone published={publish.data} basedOn={seen.basedOn} />
      ) : (
        <div className={styles.body}>
          {effect.data ? <EffectView effect={effect.data} /> : !error && <LoadingState rows={4} />}
          <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={send}>
            <Form.Item
              name="note"
              label={t("publish.note")}
              rules={[{ required: true, whitespace: true, message: t("publish.noteMissing") }]}
            >
              <Input.TextArea
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={NOTE_LENGTH_MAX}
                placeholder={t("publish.noteExample")}
              />
            </Form.Item>
            <Form.Item
              name="from"
              label={t("publish.from")}
              extra={t("publish.fromWords", { zone: format.timeZone })}
            >
              <DatePicker
                showTime={{ format: "HH:mm" }}
                format="YYYY-MM-DD HH:mm"
                placeholder={t("publish.now")}
                className={styles.date}
              />
            </Form.Item>
          </Form>
          <p className={styles.words}>{t("publish.words")}</p>
        </div>
      )}
      {error && (
        <Alert
          className={styles.refusal}
          type="error"
          showIcon
          title={isConflict ? t("conflict.refused") : t("publish.refused")}
          description={
            isConflict ? t("conflict.refusedWords") : t(`ui:error.${problemKey(error)}.advice`)
          }
        />
      )}
    </Modal>
  );
}
