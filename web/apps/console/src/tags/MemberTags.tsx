// The tags of one member, as chips; those given by hand can be taken away here, and others given.
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { BorneTag } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Alert, Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/useSession";
import styles from "./MemberTags.module.css";
import { TagChip } from "./TagChip";
import { useMemberTags, useTagMember, useTags } from "./useTags";
import { useTagRefusal } from "./useTagRefusal";

export function MemberTags({ memberId }: { memberId: string }) {
  const { t } = useTranslation("tags");
  const format = useFormat();
  const session = useSession();
  const borne = useMemberTags(memberId);
  const change = useTagMember(memberId);
  const refusal = useTagRefusal(change.error);
  const [isAdding, setIsAdding] = useState(false);
  const mayWrite = session.data?.staff?.scopes.includes("members:write") ?? false;
  if (!borne.data) return null;
  const told = ({ kind, since, given_by: by }: BorneTag) => {
    const when = format.date(since);
    return kind === "rule" ? t("member.since", { when }) : t("member.by", { when, who: by.replace(/^\w+:/, "") });
  };
  return (
    <div className={styles.tags}>
      <ul className={styles.list} aria-label={t("member.label")}>
        {borne.data.items.map((tag) => (
          <li key={tag.key}>
            <TagChip name={tag.name} color={tag.color} title={told(tag)}>
              {mayWrite && tag.kind === "manual" && (
                <button
                  type="button"
                  className={styles.take}
                  aria-label={t("member.take", { name: tag.name })}
                  disabled={change.isPending}
                  onClick={() => change.mutate({ key: tag.key, isTaken: true })}
                >
                  <CloseOutlined aria-hidden />
                </button>
              )}
            </TagChip>
          </li>
        ))}
        {mayWrite && (
          <li>
            {isAdding ? (
              <AddTag
                borne={borne.data.items}
                onChoose={(key) => {
                  setIsAdding(false);
                  change.mutate({ key, isTaken: false });
                }}
                onClose={() => setIsAdding(false)}
              />
            ) : (
              <Button
                size="small"
                type="dashed"
                icon={<PlusOutlined aria-hidden />}
                loading={change.isPending}
                onClick={() => setIsAdding(true)}
              >
                {t("member.add")}
              </Button>
            )}
          </li>
        )}
      </ul>
      {refusal && <Alert type="error" showIcon title={refusal} />}
    </div>
  );
}

interface AddTagProps {
  borne: BorneTag[];
  onChoose: (key: string) => void;
  onClose: () => void;
}

function AddTag({ borne, onChoose, onClose }: AddTagProps) {
  const { t } = useTranslation("tags");
  const tags = useTags();
  const held = new Set(borne.map((tag) => tag.key));
  const offered = tags.data?.items.filter((tag) => tag.kind === "manual" && !held.has(tag.key)) ?? [];
  return (
    <Select
      autoFocus
      defaultOpen
      size="small"
      className={styles.choice}
      aria-label={t("member.choose")}
      placeholder={t("member.choose")}
      loading={tags.isPending}
      notFoundContent={tags.data ? t("member.none") : undefined}
      showSearch={{ optionFilterProp: "name" }}
      options={offered.map((tag) => ({
        value: tag.key,
        name: tag.name,
        label: <TagChip name={tag.name} color={tag.color} />,
      }))}
      onChange={onChoose}
      onBlur={onClose}
    />
  );
}
