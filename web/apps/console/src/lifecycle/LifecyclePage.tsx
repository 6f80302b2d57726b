// 生命周期: what each stage means, and the days that part them.
import type { LifecycleDays } from "@regulars/client";
import { ErrorState, LoadingState, Panel, problemKey, useFormat } from "@regulars/ui";
import { Alert, Button, Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { LifecycleTag } from "../members/LifecycleTag";
import { LIFECYCLES } from "../members/membersFilter";
import { MembersTabs } from "../members/MembersTabs";
import { useMay } from "../session/useMay";
import { PageHead } from "../shell/PageHead";
import styles from "./LifecyclePage.module.css";
import { useChangeLifecycle, useLifecycle } from "./useLifecycle";

const FIELDS = [
  { name: "new_days", min: 0, max: 365 },
  { name: "active_days", min: 1, max: 365 },
  { name: "lost_days", min: 2, max: 1825 },
] as const;

export function LifecyclePage() {
  const { t } = useTranslation("lifecycle");
  const query = useLifecycle();
  return (
    <>
      <PageHead title={t("title")} words={t("words")} />
      <MembersTabs />
      {query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Stages days={query.data} countedFrom={query.data.counted_from} />
      ) : (
        <LoadingState />
      )}
    </>
  );
}

function Stages({ days, countedFrom }: { days: LifecycleDays; countedFrom: string | null }) {
  const { t } = useTranslation(["lifecycle", "ui"]);
  const format = useFormat();
  const mayConfigure = useMay()("members:configure");
  const change = useChangeLifecycle();
  const { new_days, active_days, lost_days } = days;
  return (
    <>
      <Panel title={t("stages.title")} description={t("stages.words")}>
        <dl className={styles.stages}>
          {LIFECYCLES.map((stage) => (
            <div key={stage} className={styles.stage}>
              <dt>
                <LifecycleTag stage={stage} />
              </dt>
              <dd>{t(`stages.${stage}`, { new: new_days, active: active_days, lost: lost_days })}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      {mayConfigure && (
        <Panel title={t("form.title")} description={t("form.words")} className={styles.below}>
          <Form<LifecycleDays>
            layout="vertical"
            requiredMark={false}
            initialValues={{ new_days, active_days, lost_days }}
            onFinish={(given) => change.mutate(given)}
          >
            <div className={styles.fields}>
              {FIELDS.map(({ name, min, max }) => (
                <Form.Item
                  key={name}
                  name={name}
                  label={t(`form.${name}`)}
                  dependencies={name === "lost_days" ? ["active_days"] : []}
                  rules={[
                    { required: true, message: t("form.missing") },
                    ({ getFieldValue }) => ({
                      validator: (_, value: number) =>
                        name === "lost_days" && value <= Number(getFieldValue("active_days"))
                          ? Promise.reject(new Error(t("form.lostTooSoon")))
                          : Promise.resolve(),
                    }),
                  ]}
                >
                  <InputNumber min={min} max={max} precision={0} suffix={t("form.days")} className={styles.number} />
                </Form.Item>
              ))}
            </div>
            <p className={styles.note}>
              {countedFrom ? t("form.countedFrom", { day: format.date(countedFrom) }) : t("form.past")}
            </p>
            {change.error && (
              <Alert type="error" showIcon className={styles.note} title={t(`ui:error.${problemKey(change.error)}.advice`)} />
            )}
            {change.isSuccess && <Alert type="success" showIcon className={styles.note} title={t("form.saved")} />}
            <Button type="primary" htmlType="submit" loading={change.isPending}>
              {t("form.save")}
            </Button>
          </Form>
        </Panel>
      )}
    </>
  );
}
