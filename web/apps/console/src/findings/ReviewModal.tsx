// Decide about a member: nothing is wrong, or it was abuse; what becomes of a freeze; and why.
import type { FindingReview, Suspect } from "@regulars/client";
import { useFocusReturn, useFormat, useIsPhone, useSay } from "@regulars/ui";
import { Button, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { ReviewRefusal } from "./ReviewRefusal";
import { suspectName } from "./suspectName";
import { useReview } from "./useFindings";

interface ReviewModalProps {
  suspect: Suspect;
  onClose: () => void;
}

type Draft = Required<Pick<FindingReview, "verdict" | "freeze" | "reason">>;

export function ReviewModal({ suspect, onClose }: ReviewModalProps) {
  const { t } = useTranslation("findings");
  const isPhone = useIsPhone();
  const format = useFormat();
  const say = useSay();
  useFocusReturn();
  const review = useReview(suspect.member_id);
  const [form] = Form.useForm<Draft>();
  const isAbuse = Form.useWatch("verdict", form) === "confirmed";
  const held = suspect.held.map(({ name, points }) => `${say(name)} ${format.count(points)}`).join("，");
  const freezes = suspect.frozen ? (["none", "keep", "all"] as const) : (["keep", "spend", "all"] as const);
  const submit = ({ reason, ...rest }: Draft) =>
    review.mutate(
      { ...rest, reason: reason.trim(), findings_total: suspect.findings_total },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={t("review.title", { name: suspectName(suspect, t) })}
      width={isPhone ? "100%" : 560}
      onCancel={onClose}
      footer={null}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ verdict: "cleared", freeze: suspect.frozen ? "none" : "keep" }}
        onFinish={submit}
      >
        <Form.Item name="verdict" label={t("review.verdict")}>
          <Radio.Group
            vertical
            options={(["cleared", "confirmed"] as const).map((value) => ({
              value,
              label: t(held ? `review.${value}` : `review.${value}Nothing`, { held }),
            }))}
          />
        </Form.Item>
        <Form.Item name="freeze" label={t("review.freeze")}>
          <Radio.Group
            vertical
            options={freezes.map((value) => ({
              value,
              label: t(value === "keep" ? (suspect.frozen ? "review.stayFrozen" : "review.noFreeze") : `review.freezes.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("review.reason")}
          extra={t("review.reasonWords")}
          rules={[{ required: true, whitespace: true, message: t("review.reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        <Button type="primary" danger={isAbuse} htmlType="submit" loading={review.isPending} block>
          {t(isAbuse ? "review.confirmAbuse" : "review.confirmClear")}
        </Button>
      </Form>
      <ReviewRefusal error={review.error} />
    </Modal>
  );
}
