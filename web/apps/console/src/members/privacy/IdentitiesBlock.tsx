// What the member is found by: listed, added, removed.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Member } from "@regulars/client";
import { ErrorState, LoadingState } from "@regulars/ui";
import { Button, Popconfirm } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { identityWords } from "../identityWords";
import styles from "./PrivacyPanel.module.css";
import { useChangeIdentities, useIdentities } from "./useIdentities";
import { useMayDo } from "./useMayDo";

const IdentityModal = lazy(async () => ({
  default: (await import("./IdentityModal")).IdentityModal,
}));

export function IdentitiesBlock({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  const query = useIdentities(member.member_id);
  const { remove } = useChangeIdentities(member.member_id);
  const mayChange = useMayDo("members:write") && !member.erased_at;
  const [isAdding, setIsAdding] = useState(false);
  return (
    <section>
      <div className={styles.head}>
        <h3>{t("privacy.identities")}</h3>
        {mayChange && (
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>
            {t("privacy.addIdentity")}
          </Button>
        )}
      </div>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <ul className={styles.list}>
          {query.data.items.map((identity) => (
            <li key={identity.identity_id}>
              <span className={styles.grow}>{identityWords(identity, t)}</span>
              {mayChange && (
                <Popconfirm
                  title={t("privacy.removeIdentity")}
                  description={t("privacy.removeWords")}
                  okText={t("privacy.remove")}
                  cancelText={t("privacy.cancel")}
                  onConfirm={() => remove.mutate(identity.identity_id)}
                >
                  <Button
                    size="small"
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t("privacy.removeOne", { what: identityWords(identity, t) })}
                  />
                </Popconfirm>
              )}
            </li>
          ))}
          {query.data.items.length === 0 && (
            <li className={styles.quiet}>
              {t(member.erased_at ? "privacy.erasedIdentities" : "privacy.noIdentities")}
            </li>
          )}
        </ul>
      ) : (
        <LoadingState rows={3} minHeight={96} />
      )}
      {isAdding && (
        <Suspense fallback={null}>
          <IdentityModal memberId={member.member_id} onClose={() => setIsAdding(false)} />
        </Suspense>
      )}
    </section>
  );
}
