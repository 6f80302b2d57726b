// A tag to be declared or changed. A rule shows how many members it is for before it is saved.
import type { Tag } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, ColorPicker, Drawer, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EMPTY_CONDITION, forApi, type ConditionGroup } from "../conditions/conditionJson";
import { TagRule } from "./TagRule";
import { useAddTag, useChangeTag } from "./useTags";
import { useTagRefusal } from "./useTagRefusal";

interface TagDrawerProps {
  /** Nothing: a new one. */
  tag: Tag | undefined;
  onClose: () => void;
}

interface Draft {
  name: string;
  description: string;
  color: string;
  kind: Tag["kind"];
}

const NAME_LENGTH_MAX = 40;
const DESCRIPTION_LENGTH_MAX = 400;
const COLORS = ["#5b6b7f", "#2f6fed", "#0f766e", "#3f8f3f", "#c8963e", "#d9622b", "#c2413b", "#8b5fbf"];

export function TagDrawer({ tag, onClose }: TagDrawerProps) {
  const { t } = useTranslation("tags");
  const isPhone = useIsPhone();
  useFocusReturn();
  const [form] = Form.useForm<Draft>();
  const watched = Form.useWatch("kind", form) as Tag["kind"] | undefined;
  const kind = watched ?? tag?.kind ?? "manual";
  const [condition, setCondition] = useState<ConditionGroup>(
    (tag?.condition as ConditionGroup | null | undefined) ?? EMPTY_CONDITION,
  );
  const add = useAddTag();
  const change = useChangeTag();
  const refusal = useTagRefusal(add.error ?? change.error);
  const save = ({ name, description, color }: Draft) => {
    const body = {
      name: name.trim(),
      description: description.trim(),
      color,
      ...(kind === "rule" ? { condition: forApi(condition) } : {}),
    };
    if (tag) change.mutate({ key: tag.key, ...body }, { onSuccess: onClose });
    else add.mutate(body, { onSuccess: onClose });
  };
  return (
    <Drawer
      open
      title={t(tag ? "form.change" : "form.add")}
      size={isPhone ? "100%" : 760}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          block={isPhone}
          loading={add.isPending || change.isPending}
          onClick={() => form.submit()}
        >
          {t("form.save")}
        </Button>
      }
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={{
          name: tag?.name ?? "",
          description: tag?.description ?? "",
          color: tag?.color ?? COLORS[0],
          kind: tag?.kind ?? "manual",
        }}
      >
        <Form.Item
          name="name"
          label={t("form.name")}
          rules={[{ required: true, whitespace: true, message: t("form.nameMissing") }]}
        >
          <Input maxLength={NAME_LENGTH_MAX} autoComplete="off" />
        </Form.Item>
        <Form.Item name="description" label={t("form.description")}>
          <Input maxLength={DESCRIPTION_LENGTH_MAX} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="color"
          label={t("form.color")}
          getValueFromEvent={(color: { toHexString: () => string }) => color.toHexString().slice(0, 7)}
        >
          <ColorPicker disabledAlpha format="hex" disabledFormat presets={[{ label: "", colors: COLORS }]} />
        </Form.Item>
        {!tag && (
          <Form.Item name="kind" label={t("form.kind")}>
            <Radio.Group
              vertical
              options={[
                { value: "manual", label: t("form.kindManual") },
                { value: "rule", label: t("form.kindRule") },
              ]}
            />
          </Form.Item>
        )}
      </Form>
      {kind === "rule" && <TagRule condition={condition} onChange={setCondition} />}
      {refusal && <Alert type="error" showIcon title={refusal} />}
    </Drawer>
  );
}
