// 等级与积分: the program in force - its ladder, its rules in sentences, wallets, versions, and the source.
import { EditOutlined, ExperimentOutlined } from "@ant-design/icons";
import { ErrorState, LoadingState, Panel, useFormat, useSay } from "@regulars/ui";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMay } from "../session/useMay";
import { PageHead } from "../shell/PageHead";
import { ContestsCard } from "../contests/ContestsCard";
import { LadderCard } from "./LadderCard";
import { PartsCard } from "./PartsCard";
import { ProgramSource } from "./ProgramSource";
import { ProgramVersions } from "./ProgramVersions";
import styles from "./ProgramPage.module.css";
import { PromotionsCard } from "./PromotionsCard";
import { RulesCard } from "./RulesCard";
import { useProgram } from "./useProgram";

export function ProgramPage() {
  const { t } = useTranslation("program");
  const format = useFormat();
  const say = useSay();
  const query = useProgram();
  const program = query.data;
  const navigate = useNavigate();
  const may = useMay();
  const isAdmin = may("program:write");
  const mayBacktest = may("program:backtest");
  return (
    <>
      <PageHead
        title={t("title")}
        words={
          program &&
          t(program.in_force_from ? "inForce" : "inForceAlways", {
            name: say(program.name),
            version: program.version,
            from: format.date(program.in_force_from),
            zone: program.time_zone,
          })
        }
      >
        {mayBacktest && (
          <Button
            icon={<ExperimentOutlined aria-hidden />}
            onClick={() => void navigate("/program/backtests")}
          >
            {t("whatWouldHappen")}
          </Button>
        )}
        {isAdmin && (
          <Button
            type="primary"
            icon={<EditOutlined aria-hidden />}
            onClick={() => void navigate("/program/edit")}
          >
            {t("edit")}
          </Button>
        )}
      </PageHead>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : program ? (
        <div className={styles.grid}>
          <LadderCard tiers={program.tiers} />
          <PartsCard parts={program.parts} />
          <RulesCard program={program} />
          <PromotionsCard program={program} />
          <ContestsCard />
          <Panel title={t("wallets.title")}>
            <ul className={styles.wallets}>
              {program.wallets.map(({ key, name, text }) => (
                <li key={key}>
                  <b>{say(name)}</b>
                  <span>{say(text)}</span>
                </li>
              ))}
            </ul>
          </Panel>
          {program.benefits.length > 0 && (
            <Panel title={t("benefits.title")} description={t("benefits.words")}>
              <ul className={styles.wallets}>
                {program.benefits.map(({ key, name, text }) => (
                  <li key={key}>
                    <b>{say(name)}</b>
                    <span>{say(text)}</span>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {program.offers.length > 0 && (
            <Panel title={t("offers.title")}>
              <ul className={styles.wallets}>
                {program.offers.map(({ key, text }) => (
                  <li key={key}>
                    <span>{say(text)}</span>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <ProgramVersions />
          <ProgramSource yaml={program.yaml} />
        </div>
      ) : (
        <LoadingState rows={12} minHeight={560} />
      )}
    </>
  );
}
