// The button that shows a masked member in full, for those who may, once they have said why.
import { EyeOutlined } from "@ant-design/icons";
import type { Unmasked } from "@regulars/client";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMayDo } from "./useMayDo";

const UnmaskModal = lazy(async () => ({ default: (await import("./UnmaskModal")).UnmaskModal }));

interface UnmaskActionProps {
  memberId: string;
  onShown: (shown: Unmasked) => void;
}

export function UnmaskAction({ memberId, onShown }: UnmaskActionProps) {
  const { t } = useTranslation("members");
  const mayUnmask = useMayDo("pii:unmask");
  const [isOpen, setIsOpen] = useState(false);
  if (!mayUnmask) return null;
  return (
    <>
      <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {t("unmask.open")}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <UnmaskModal
            memberId={memberId}
            onClose={() => setIsOpen(false)}
            onShown={(shown) => {
              setIsOpen(false);
              onShown(shown);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
