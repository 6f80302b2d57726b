// Takes the members of the list, as it is filtered now, out into a file.
import { useFormat } from "@regulars/ui";
import { Alert, Checkbox, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/useSession";
import type { MembersFilter } from "../members/membersFilter";
import styles from "./ImportPage.module.css";
import { useExport, type FileFormat } from "./useExport";
import { useImportRefusal } from "./useImportRefusal";

const MEMBERS_MAX = 20_000;
const REASON_LENGTH_MAX = 200;
const FORMATS: FileFormat[] = ["csv", "xlsx", "parquet"];

interface Asked {
  format: FileFormat;
  is_plain?: boolean;
  reason?: string;
}

interface ExportModalProps {
  filter: MembersFilter;
  total: number | null | undefined;
  onClose: () => void;
}

export function ExportModal({ filter, total, onClose }: ExportModalProps) {
  const { t } = useTranslation("memberFiles");
  const format = useFormat();
  const [form] = Form.useForm<Asked>();
  const isPlain = Form.useWatch("is_plain", form) ?? false;
  const mayBePlain = useSession().data?.staff?.scopes.includes("pii:export") ?? false;
  const exporting = useExport();
  const refusal = useImportRefusal(exporting.error);
  const isTooMany = (total ?? 0) > MEMBERS_MAX;
  const take = ({ format: kind, is_plain, reason }: Asked) =>
    exporting.mutate(
      { filter, format: kind, isPlain: is_plain ?? false, reason },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={t("export.title", { total: format.count(total ?? 0) })}
      okText={t("export.take")}
      cancelText={t("export.cancel")}
      confirmLoading={exporting.isPending}
      okButtonProps={{ disabled: isTooMany || total === 0 }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Asked> form={form} layout="vertical" initialValues={{ format: "csv" }} onFinish={take}>
        <p className={styles.lead}>{t("export.words")}</p>
        {isTooMany && (
          <Alert type="warning" showIcon title={t("export.tooMany", { total: format.count(MEMBERS_MAX) })} />
        )}
        <Form.Item name="format" label={t("export.format")}>
          <Radio.Group options={FORMATS.map((value) => ({ value, label: t(`export.${value}`) }))} />
        </Form.Item>
        {mayBePlain && (
          <Form.Item name="is_plain" valuePropName="checked" extra={t("export.plainNote")}>
            <Checkbox>{t("export.plain")}</Checkbox>
          </Form.Item>
        )}
        {isPlain && (
          <Form.Item
            name="reason"
            label={t("export.reason")}
            extra={t("export.reasonNote")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("export.reasonMissing") }]}
          >
            <Input maxLength={REASON_LENGTH_MAX} />
          </Form.Item>
        )}
        {refusal && <Alert type="error" showIcon title={refusal.title} description={refusal.detail} />}
      </Form>
    </Modal>
  );
}
