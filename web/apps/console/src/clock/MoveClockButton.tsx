// For administrators of a sandbox: opens the window in which its clock is moved.
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/useSession";
import { MoveClockModal } from "./MoveClockModal";

export function MoveClockButton({ now }: { now: string }) {
  const { t } = useTranslation("clock");
  const session = useSession();
  const [isOpen, setIsOpen] = useState(false);
  if (!session.data?.staff?.scopes.includes("clock:advance")) return null;
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t("open")}
      </Button>
      {isOpen && <MoveClockModal now={now} onClose={() => setIsOpen(false)} />}
    </>
  );
}
