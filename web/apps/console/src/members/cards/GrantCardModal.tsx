// Grant a card: which one, with what it is good for.
import type { Program } from "@regulars/client";
import { useFocusReturn, useIsPhone, useSay } from "@regulars/ui";
import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../adjust/RefusalNote";
import styles from "./GrantCardModal.module.css";
import { useCards } from "./useCards";

interface GrantCardModalProps {
  memberId: string;
  cards: Program["cards"];
  onClose: () => void;
}

export function GrantCardModal({ memberId, cards, onClose }: GrantCardModalProps) {
  const { t } = useTranslation("members");
  const say = useSay();
  const isPhone = useIsPhone();
  useFocusReturn();
  const change = useCards(memberId);
  const [card, setCard] = useState(cards[0]?.key ?? "");
  return (
    <Modal open title={t("cards.grant")} width={isPhone ? "100%" : 520} onCancel={onClose} footer={null}>
      <Radio.Group
        className={styles.cards}
        aria-label={t("cards.which")}
        value={card}
        options={cards.map(({ key, name, text }) => ({
          value: key,
          label: (
            <>
              <b>{say(name)}</b>
              <span className={styles.text}>{say(text)}</span>
            </>
          ),
        }))}
        onChange={(change) => setCard(String(change.target.value))}
      />
      <Button
        type="primary"
        block
        loading={change.isPending}
        onClick={() =>
          change.mutate({ card }, { onSuccess: (outcome) => outcome.status === "accepted" && onClose() })
        }
      >
        {t("cards.grant")}
      </Button>
      <RefusalNote error={change.error} outcome={change.data} />
    </Modal>
  );
}
