// The window over the account in which the second factor changes: first the password, then what it is about.
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accountKeys } from "./accountKeys";
import { ProofForm } from "./ProofForm";
import { RecoveryCodes } from "./RecoveryCodes";
import { SecondFactorSetUp } from "./SecondFactorSetUp";
import { useRemoveSecondFactor, useRenewRecoveryCodes } from "./useSecondFactor";

export type FactorAim = "set" | "codes" | "remove";

interface SecondFactorModalProps {
  aim: FactorAim;
  onClose: () => void;
}

export function SecondFactorModal({ aim, onClose }: SecondFactorModalProps) {
  const { t } = useTranslation("account");
  const isPhone = useIsPhone();
  useFocusReturn();
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const remove = useRemoveSecondFactor();
  const renew = useRenewRecoveryCodes();
  const prove = (given: string) => {
    if (aim === "set") setPassword(given);
    else if (aim === "codes") renew.mutate(given);
    else remove.mutate(given, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      title={t(`factor.aim.${aim}`)}
      width={isPhone ? "100%" : 480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      {renew.data ? (
        <RecoveryCodes codes={renew.data.recovery_codes} onKept={onClose} />
      ) : password ? (
        <SecondFactorSetUp
          password={password}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: accountKeys.all });
            onClose();
          }}
        />
      ) : (
        <ProofForm
          words={t(`factor.proof.${aim}`)}
          error={remove.error ?? renew.error}
          isBusy={remove.isPending || renew.isPending}
          onProve={prove}
        />
      )}
    </Modal>
  );
}
