// Whether the member is frozen, and the button that changes it.
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWallets } from "../wallet/useWallets";

const FreezeModal = lazy(async () => ({ default: (await import("./FreezeModal")).FreezeModal }));

export function FreezeAction({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const frozen = useWallets(memberId).data?.frozen;
  const [isOpen, setIsOpen] = useState(false);
  if (frozen === undefined) return null;
  return (
    <>
      {frozen && <Tag color="error">{t(`freeze.frozen.${frozen}`)}</Tag>}
      <Button onClick={() => setIsOpen(true)}>{t(frozen ? "freeze.end" : "freeze.open")}</Button>
      {isOpen && (
        <Suspense fallback={null}>
          <FreezeModal memberId={memberId} isFrozen={frozen !== null} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
