// The button that puts a card into the member's hand. None for a program without cards, nor for who may not send events.
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgram } from "../../program/useProgram";
import { useMay } from "../../session/useMay";

const GrantCardModal = lazy(async () => ({ default: (await import("./GrantCardModal")).GrantCardModal }));

export function GrantCardAction({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const may = useMay();
  const cards = useProgram().data?.cards ?? [];
  const [isOpen, setIsOpen] = useState(false);
  if (cards.length === 0 || !may("events:write")) return null;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t("cards.grant")}</Button>
      {isOpen && (
        <Suspense fallback={null}>
          <GrantCardModal memberId={memberId} cards={cards} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
