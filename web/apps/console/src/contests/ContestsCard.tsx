// Honours that are won: how, and where each contest has come to. No panel where there are none.
import { Panel, useSay } from "@regulars/ui";
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ContestsCard.module.css";
import { useContests } from "./useContests";

const StandingModal = lazy(async () => ({ default: (await import("./StandingModal")).StandingModal }));
const COLORS = { coming: "default", running: "processing", over: "warning", closed: "success" } as const;

export function ContestsCard() {
  const { t } = useTranslation("contests");
  const say = useSay();
  const contests = useContests().data?.items ?? [];
  const [shown, setShown] = useState<string>();
  if (contests.length === 0) return null;
  return (
    <Panel title={t("title")} description={t("words")}>
      <ul className={styles.contests}>
        {contests.map(({ honour, name, text, state }) => (
          <li key={honour}>
            <p className={styles.line}>
              <b>{say(name)}</b>
              <Tag color={COLORS[state]}>{t(`state.${state}`)}</Tag>
              <Button size="small" aria-label={t("openOf", { name: say(name) })} onClick={() => setShown(honour)}>
                {t("open")}
              </Button>
            </p>
            <p>{say(text)}</p>
          </li>
        ))}
      </ul>
      {shown && (
        <Suspense fallback={null}>
          <StandingModal honour={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}
