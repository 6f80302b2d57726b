// The draft and the stretch of history it is tried on; the draft starts as the program in force.
import { ApiProblem } from "@regulars/client";
import { ErrorState, LoadingState, Panel } from "@regulars/ui";
import { Button, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { useProgram } from "../program/useProgram";
import { AskFaults } from "./AskFaults";
import styles from "./AskForm.module.css";
import { useAskBacktest } from "./useBacktests";

interface Asked {
  yaml: string;
  from?: Dayjs | null;
  to?: Dayjs | null;
}

const DAY = "YYYY-MM-DD";

export function AskForm() {
  const { t } = useTranslation("backtest");
  const navigate = useNavigate();
  const brought = broughtDraft(useLocation().state);
  const program = useProgram();
  const asking = useAskBacktest();

  const ask = ({ yaml, from, to }: Asked) =>
    asking.mutate(
      { yaml, from: from?.format(DAY) ?? null, to: to?.format(DAY) ?? null },
      { onSuccess: ({ backtest_id }) => void navigate(`/program/backtests/${backtest_id}`) },
    );

  return (
    <Panel title={t("ask.title")} description={t("ask.words")}>
      {program.isError ? (
        <ErrorState error={program.error} onRetry={() => void program.refetch()} />
      ) : program.data ? (
        <Form<Asked> layout="vertical" initialValues={{ yaml: brought ?? program.data.yaml }} onFinish={ask}>
          <Form.Item
            name="yaml"
            label={t("ask.draft")}
            extra={
              brought === null
                ? t("ask.draftNote", { version: program.data.version })
                : t("ask.draftBrought")
            }
            rules={[{ required: true, message: t("ask.draftMissing") }]}
          >
            <Input.TextArea className={styles.draft} rows={16} spellCheck={false} />
          </Form.Item>
          <div className={styles.days}>
            <Form.Item name="from" label={t("ask.from")} extra={t("ask.fromNote")}>
              <DatePicker className={styles.day} />
            </Form.Item>
            <Form.Item name="to" label={t("ask.to")} extra={t("ask.toNote")}>
              <DatePicker className={styles.day} />
            </Form.Item>
          </div>
          {asking.isError &&
            (asking.error instanceof ApiProblem ? (
              <AskFaults problem={asking.error.problem} />
            ) : (
              <ErrorState error={asking.error} />
            ))}
          <Button type="primary" htmlType="submit" loading={asking.isPending}>
            {t("ask.start")}
          </Button>
        </Form>
      ) : (
        <LoadingState rows={10} />
      )}
    </Panel>
  );
}

/** The text that the editor handed over; null where somebody came by another way. */
function broughtDraft(state: unknown): string | null {
  const yaml: unknown = (state as { yaml?: unknown } | null)?.yaml;
  return typeof yaml === "string" ? yaml : null;
}
