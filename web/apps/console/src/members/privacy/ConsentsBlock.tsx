// What the member agreed to per channel and purpose, and everything that was said.
import { PlusOutlined } from "@ant-design/icons";
import type { Consent, Member } from "@regulars/client";
import { ErrorState, LoadingState, useFormat } from "@regulars/ui";
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./PrivacyPanel.module.css";
import { useConsents } from "./useConsents";
import { useMayDo } from "./useMayDo";

const ConsentModal = lazy(async () => ({ default: (await import("./ConsentModal")).ConsentModal }));

export function ConsentsBlock({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  const query = useConsents(member.member_id);
  const mayChange = useMayDo("members:write") && !member.erased_at;
  const [isAdding, setIsAdding] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const told = query.data;
  const shown = told && (showsAll ? told.history : told.now);
  return (
    <section>
      <div className={styles.head}>
        <h3>{t(showsAll ? "privacy.history" : "privacy.consents")}</h3>
        <span>
          {told && told.history.length > told.now.length && (
            <Button size="small" type="link" onClick={() => setShowsAll(!showsAll)}>
              {t(showsAll ? "privacy.showNow" : "privacy.showHistory")}
            </Button>
          )}
          {mayChange && (
            <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>
              {t("privacy.record")}
            </Button>
          )}
        </span>
      </div>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : shown ? (
        <ul className={styles.list}>
          {shown.map((consent) => (
            <ConsentRow key={`${consent.channel}:${consent.purpose}:${consent.recorded_at}`} consent={consent} />
          ))}
          {shown.length === 0 && <li className={styles.quiet}>{t("privacy.noConsents")}</li>}
        </ul>
      ) : (
        <LoadingState rows={3} minHeight={96} />
      )}
      {isAdding && (
        <Suspense fallback={null}>
          <ConsentModal memberId={member.member_id} onClose={() => setIsAdding(false)} />
        </Suspense>
      )}
    </section>
  );
}

function ConsentRow({ consent }: { consent: Consent }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  return (
    <li>
      <span className={styles.grow}>
        {t("privacy.what", {
          channel: t(`privacy.channel.${consent.channel}`),
          purpose: t(`privacy.purpose.${consent.purpose}`),
        })}
      </span>
      <Tag color={consent.granted ? "success" : "default"}>
        {t(consent.granted ? "privacy.granted" : "privacy.refused")}
      </Tag>
      <span className={styles.quiet}>
        {t("privacy.said", { at: format.date(consent.said_at), source: consent.source })}
      </span>
    </li>
  );
}
