// Adjust a member's points: fill in, see what it will do, confirm, see what it did.
import { LoadingState, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { AskApproval } from "../../approvals/AskApproval";
import { needsApproval } from "../../approvals/needsApproval";
import { useWallets } from "../wallet/useWallets";
import { AdjustForm } from "./AdjustForm";
import { AdjustPreview } from "./AdjustPreview";
import { RefusalNote } from "./RefusalNote";
import { useAdjust } from "./useAdjust";

interface AdjustModalProps {
  memberId: string;
  onClose: () => void;
}

export function AdjustModal({ memberId, onClose }: AdjustModalProps) {
  const { t } = useTranslation("members");
  const isPhone = useIsPhone();
  useFocusReturn();
  const wallets = useWallets(memberId);
  const { preview, confirm, previewed, edit } = useAdjust(memberId);
  const done = confirm.data?.status === "accepted";
  const canConfirm =
    previewed?.outcome.status === "accepted" && !done && !needsApproval(confirm.error);

  return (
    <Modal
      open
      title={done ? t("adjust.done") : previewed ? t("adjust.preview") : t("adjust.title")}
      width={isPhone ? "100%" : 520}
      onCancel={onClose}
      footer={
        previewed && (
          <>
            {!done && <Button onClick={edit}>{t("adjust.edit")}</Button>}
            {canConfirm && (
              <Button
                type="primary"
                loading={confirm.isPending}
                onClick={() => confirm.mutate(previewed)}
              >
                {t("adjust.confirm")}
              </Button>
            )}
            {done && (
              <Button type="primary" onClick={onClose}>
                {t("adjust.close")}
              </Button>
            )}
          </>
        )
      }
    >
      {!wallets.data ? (
        <LoadingState rows={4} />
      ) : previewed ? (
        <>
          <AdjustPreview previewed={previewed} wallets={wallets.data.wallets} isDone={done} />
          {needsApproval(confirm.error) ? (
            <AskApproval
              error={confirm.error}
              ask={{
                what: "event",
                body: {
                  type: previewed.event.type,
                  member_id: previewed.event.member_id ?? "",
                  data: { ...previewed.event.data },
                },
              }}
            />
          ) : (
            <RefusalNote error={confirm.error} outcome={done ? undefined : confirm.data} />
          )}
        </>
      ) : (
        <>
          <AdjustForm
            wallets={wallets.data.wallets}
            draft={preview.variables}
            isBusy={preview.isPending}
            onPreview={(adjustment) => preview.mutate(adjustment)}
          />
          <RefusalNote error={preview.error} />
        </>
      )}
    </Modal>
  );
}
