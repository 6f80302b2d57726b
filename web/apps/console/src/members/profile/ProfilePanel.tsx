// 档案: what the operator's fields hold of a member, how complete and how fresh it is, and a company's contacts.
import { ErrorState, LoadingState, Panel, useFormat } from "@regulars/ui";
import { Alert, Button, Progress, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFieldRefusal } from "../../fields/useFieldRefusal";
import { useSession } from "../../session/useSession";
import { ContactList } from "./ContactList";
import styles from "./ProfilePanel.module.css";
import { useChangeProfile, useProfile } from "./useProfile";
import { useValueWords } from "./useValueWords";

const ProfileDrawer = lazy(async () => ({ default: (await import("./ProfileDrawer")).ProfileDrawer }));

export function ProfilePanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("fields");
  const format = useFormat();
  const words = useValueWords();
  const session = useSession();
  const mayWrite = session.data?.staff?.scopes.includes("members:write") ?? false;
  const query = useProfile(memberId);
  const change = useChangeProfile(memberId);
  const refusal = useFieldRefusal(change.error);
  const [isEditing, setIsEditing] = useState(false);
  const profile = query.data;
  if (profile?.fields.length === 0 && profile.kind === "person" && profile.contacts.length === 0) return null;
  return (
    <Panel
      title={t("profile.title")}
      actions={profile && mayWrite && <Button onClick={() => setIsEditing(true)}>{t("profile.edit")}</Button>}
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !profile ? (
        <LoadingState rows={4} />
      ) : (
        <div className={styles.profile}>
          <p className={styles.head}>
            <Tag>{t(`asked.${profile.kind}`)}</Tag>
            {profile.completeness !== null && (
              <span className={styles.complete}>
                {t("profile.complete")}
                <Progress
                  percent={profile.completeness}
                  size="small"
                  aria-label={t("profile.complete")}
                  strokeColor="var(--rg-brand)"
                  status="normal"
                />
              </span>
            )}
          </p>
          <dl className={styles.fields}>
            {profile.fields.map((field) => (
              <div key={field.key}>
                <dt>{field.name}</dt>
                <dd>
                  {words(field)}
                  {field.needs_confirming && (
                    <span className={styles.stale}>
                      {t("profile.toldOn", { day: format.date(field.told_on) })}
                      {mayWrite && (
                        <Button
                          size="small"
                          type="link"
                          className={styles.confirm}
                          loading={change.isPending}
                          aria-label={t("profile.confirmField", { name: field.name })}
                          onClick={() => change.mutate({ fields: {}, confirmed: [field.key] })}
                        >
                          {t("profile.confirm")}
                        </Button>
                      )}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          {profile.kind === "enterprise" && <ContactList contacts={profile.contacts} />}
          {refusal && <Alert type="error" showIcon title={refusal} />}
        </div>
      )}
      {isEditing && profile && (
        <Suspense fallback={null}>
          <ProfileDrawer memberId={memberId} profile={profile} onClose={() => setIsEditing(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
