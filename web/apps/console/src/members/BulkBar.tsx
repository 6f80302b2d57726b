// What can be done with those who are ticked, or with everybody whom the condition holds for: tags come and go.
import { useFormat } from "@regulars/ui";
import { Alert, Button, Modal, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskApproval } from "../approvals/AskApproval";
import { needsApproval } from "../approvals/needsApproval";
import type { ApprovalAsk } from "../approvals/useApprovals";
import { forApi } from "../conditions/conditionJson";
import { useSession } from "../session/useSession";
import { useTags } from "../tags/useTags";
import { useTagRefusal } from "../tags/useTagRefusal";
import styles from "./BulkBar.module.css";
import { conditionOf, isByCondition, type MembersFilter } from "./membersFilter";
import { useBulkTag, type BulkTag } from "./useBulkTag";

interface BulkBarProps {
  filter: MembersFilter;
  total: number | null | undefined;
  chosen: string[];
  onDone: () => void;
}

export function BulkBar({ filter, total, chosen, onDone }: BulkBarProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const session = useSession();
  const mayDoAll = session.data?.staff?.scopes.includes("members:configure") ?? false;
  const tags = useTags();
  const bulk = useBulkTag();
  const refusal = useTagRefusal(bulk.error);
  const [key, setKey] = useState<string>();
  const [isAll, setIsAll] = useState(false);
  const [asked, setAsked] = useState<"add" | "remove">();
  const whole = mayDoAll && isByCondition(filter) ? conditionOf(filter) : undefined;
  const isWhole = isAll && whole !== undefined;
  const count = format.count(isWhole ? (total ?? 0) : chosen.length);
  const manual = tags.data?.items.filter((tag) => tag.kind === "manual") ?? [];
  const name = manual.find((tag) => tag.key === key)?.name;
  const isReady = key !== undefined && (isWhole || chosen.length > 0);
  const act = () => {
    if (!key || !asked) return;
    bulk.mutate({ key, action: asked, memberIds: chosen, condition: isWhole ? whole : undefined });
    setAsked(undefined);
  };
  return (
    <section className={styles.bar} aria-label={t("bulk.label")}>
      <Space wrap size={8}>
        <strong>{t(isWhole ? "bulk.whole" : "bulk.chosen", { total: count })}</strong>
        {whole && total != null && total > 0 && (
          <Button type="link" size="small" onClick={() => setIsAll(!isWhole)}>
            {isWhole ? t("bulk.onlyChosen") : t("bulk.chooseAll", { total: format.count(total) })}
          </Button>
        )}
        <Select
          className={styles.tag}
          aria-label={t("bulk.tag")}
          placeholder={t("bulk.tag")}
          value={key}
          loading={tags.isPending}
          showSearch={{ optionFilterProp: "label" }}
          notFoundContent={tags.data ? t("bulk.noTag") : undefined}
          options={manual.map((tag) => ({ value: tag.key, label: tag.name }))}
          onChange={setKey}
        />
        <Button type="primary" disabled={!isReady} loading={bulk.isPending} onClick={() => setAsked("add")}>
          {t("bulk.add")}
        </Button>
        <Button disabled={!isReady} loading={bulk.isPending} onClick={() => setAsked("remove")}>
          {t("bulk.remove")}
        </Button>
        <Button type="text" onClick={onDone}>
          {t("bulk.close")}
        </Button>
      </Space>
      {bulk.data && (
        <Alert
          type="success"
          showIcon
          title={t("bulk.done", {
            entered: format.count(bulk.data.entered),
            left: format.count(bulk.data.left),
          })}
        />
      )}
      {bulk.variables && needsApproval(bulk.error) ? (
        <AskApproval error={bulk.error} ask={askFor(bulk.variables)} />
      ) : (
        refusal && <Alert type="error" showIcon title={refusal} />
      )}
      <Modal
        open={asked !== undefined}
        title={t(asked === "remove" ? "bulk.askRemove" : "bulk.askAdd", { name, total: count })}
        okText={t("bulk.confirm")}
        onOk={act}
        onCancel={() => setAsked(undefined)}
      >
        {t("bulk.words")}
      </Modal>
    </section>
  );
}

/** The same, to be agreed to by somebody else. */
function askFor({ key, action, memberIds, condition }: BulkTag): ApprovalAsk {
  const whose = condition ? { condition: forApi(condition) } : { members: memberIds };
  return { what: "tag", body: { tag: key, action, ...whose } };
}
