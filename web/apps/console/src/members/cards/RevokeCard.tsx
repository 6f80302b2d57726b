// The button that takes a card back, and the reason it asks for.
import type { Progress } from "@regulars/client";
import { useFocusReturn, useIsPhone, useSay } from "@regulars/ui";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../session/useMay";
import { RefusalNote } from "../adjust/RefusalNote";
import { useCards } from "./useCards";

interface RevokeCardProps {
  memberId: string;
  card: Progress["cards"][number];
}

export function RevokeCard({ memberId, card }: RevokeCardProps) {
  const { t } = useTranslation("members");
  const say = useSay();
  const may = useMay();
  const [isOpen, setIsOpen] = useState(false);
  if (!may("events:write")) return null;
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)} aria-label={t("cards.revokeOne", { name: say(card.name) })}>
        {t("cards.revoke")}
      </Button>
      {isOpen && <RevokeModal memberId={memberId} card={card} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RevokeModal({ memberId, card, onClose }: RevokeCardProps & { onClose: () => void }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const isPhone = useIsPhone();
  useFocusReturn();
  const change = useCards(memberId);
  return (
    <Modal
      open
      title={t("cards.revokeOne", { name: say(card.name) })}
      width={isPhone ? "100%" : 520}
      onCancel={onClose}
      footer={null}
    >
      <p>{t("cards.revokeWords")}</p>
      <Form<{ reason: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) =>
          change.mutate(
            { cardId: card.card_id, reason: reason.trim() },
            { onSuccess: (outcome) => outcome.status === "accepted" && onClose() },
          )
        }
      >
        <Form.Item
          name="reason"
          label={t("adjust.reason")}
          extra={t("adjust.reasonWords")}
          rules={[{ required: true, whitespace: true, message: t("adjust.reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        <Button type="primary" danger htmlType="submit" loading={change.isPending} block>
          {t("cards.revoke")}
        </Button>
      </Form>
      <RefusalNote error={change.error} outcome={change.data} />
    </Modal>
  );
}
