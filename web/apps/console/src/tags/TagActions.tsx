// Changing a tag, and taking it out of use.
import type { Tag } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Button, message, Modal, Popconfirm, Space } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { AskApproval } from "../approvals/AskApproval";
import { needsApproval } from "../approvals/needsApproval";
import { useRemoveTag } from "./useTags";
import { useTagRefusal } from "./useTagRefusal";

export function TagActions({ tag, onEdit }: { tag: Tag; onEdit: (tag: Tag) => void }) {
  const { t } = useTranslation("tags");
  const format = useFormat();
  const remove = useRemoveTag();
  const isAsking = needsApproval(remove.error);
  const refusal = useTagRefusal(isAsking ? null : remove.error);
  const [messages, messagesHolder] = message.useMessage();
  useEffect(() => {
    if (refusal) void messages.error(refusal);
  }, [refusal, messages]);
  return (
    <Space size={8}>
      {messagesHolder}
      <Modal
        open={isAsking}
        title={t("remove.ask", { name: tag.name })}
        footer={null}
        onCancel={() => remove.reset()}
      >
        <AskApproval error={remove.error} ask={{ what: "tag", body: { tag: tag.key, action: "delete" } }} />
      </Modal>
      <Button size="small" onClick={() => onEdit(tag)}>
        {t("edit")}
      </Button>
      <Popconfirm
        title={t("remove.ask", { name: tag.name })}
        description={t("remove.words", { members: format.count(tag.members) })}
        okText={t("remove.confirm")}
        okButtonProps={{ danger: true }}
        styles={{ root: { maxWidth: 320 } }}
        onConfirm={() => remove.mutate(tag.key)}
      >
        <Button size="small" danger loading={remove.isPending}>
          {t("remove.open")}
        </Button>
      </Popconfirm>
    </Space>
  );
}
