// What to adjust: wallet, more or less, how many points, and why.
import type { Wallet } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { Button, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Adjustment } from "./useAdjust";

interface Draft {
  wallet: string;
  direction: "add" | "take";
  points: number;
  reason: string;
}

interface AdjustFormProps {
  wallets: Wallet[];
  /** What was filled in before, when one comes back from the preview. */
  draft: Adjustment | undefined;
  isBusy: boolean;
  onPreview: (adjustment: Adjustment) => void;
}

const POINTS_MAX = 10_000_000;

export function AdjustForm({ wallets, draft, isBusy, onPreview }: AdjustFormProps) {
  const { t } = useTranslation("members");
  const say = useSay();
  return (
    <Form<Draft>
      layout="vertical"
      requiredMark={false}
      initialValues={{
        wallet: draft?.wallet ?? wallets[0]?.key,
        direction: draft && draft.points < 0 ? "take" : "add",
        points: draft && Math.abs(draft.points),
        reason: draft?.reason,
      }}
      onFinish={({ wallet, direction, points, reason }) =>
        onPreview({
          wallet,
          points: direction === "add" ? points : -points,
          reason: reason.trim(),
        })
      }
    >
      <Form.Item name="wallet" label={t("adjust.wallet")}>
        <Select options={wallets.map(({ key, name }) => ({ value: key, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="direction" label={t("adjust.direction")}>
        <Radio.Group
          optionType="button"
          options={[
            { value: "add", label: t("adjust.add") },
            { value: "take", label: t("adjust.take") },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="points"
        label={t("adjust.points")}
        rules={[{ required: true, message: t("adjust.pointsMissing") }]}
      >
        <InputNumber min={1} max={POINTS_MAX} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("adjust.reason")}
        extra={t("adjust.reasonWords")}
        rules={[{ required: true, whitespace: true, message: t("adjust.reasonMissing") }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy} block>
        {t("adjust.toPreview")}
      </Button>
    </Form>
  );
}
