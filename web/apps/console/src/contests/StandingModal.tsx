// Who is how far in a contest, who would win or has won, and the button that decides it once its days are over.
import { ApiProblem } from "@regulars/client";
import { ErrorState, LoadingState, useFocusReturn, useFormat, useIsPhone, useSay } from "@regulars/ui";
import { Alert, Button, Modal, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../session/useMay";
import styles from "./StandingModal.module.css";
import { useClose, useStanding } from "./useContests";

interface StandingModalProps {
  honour: string;
  onClose: () => void;
}

export function StandingModal({ honour, onClose }: StandingModalProps) {
  const { t } = useTranslation("contests");
  const format = useFormat();
  const say = useSay();
  const isPhone = useIsPhone();
  const may = useMay();
  useFocusReturn();
  const query = useStanding(honour);
  const close = useClose(honour);
  const contest = query.data?.contest;
  const places = query.data?.places ?? [];
  return (
    <Modal
      open
      title={contest ? say(contest.name) : t("title")}
      width={isPhone ? "100%" : 560}
      onCancel={onClose}
      footer={null}
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !contest ? (
        <LoadingState rows={6} />
      ) : (
        <div className={styles.body}>
          <p>{say(contest.text)}</p>
          {contest.closed_at && (
            <p className={styles.small}>{t("closedAt", { at: format.dateTime(contest.closed_at) })}</p>
          )}
          {places.length === 0 ? (
            <p>{t("nobody")}</p>
          ) : (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t("place")}</th>
                  <th scope="col">{t("member")}</th>
                  <th scope="col" className={styles.score}>
                    {say(contest.metric)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {places.map(({ place, member_id, member_no, display_name, score, wins }) => (
                  <tr key={member_id}>
                    <td className="rg-num">{format.count(place)}</td>
                    <td>
                      <Link to={`/members/${member_id}`}>
                        {display_name || t("unnamed", { no: member_no })}
                      </Link>{" "}
                      {wins && <Tag color="gold">{t(contest.state === "closed" ? "won" : "wins")}</Tag>}
                    </td>
                    <td className={`${styles.score ?? ""} rg-num`}>
                      {contest.unit === "money" ? format.money(score) : format.count(score)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {close.isError && (
            <Alert type="error" showIcon title={t(isInReview(close.error) ? "close.inReview" : "close.failed")} />
          )}
          {contest.state === "over" && may("members:configure") && (
            <Popconfirm
              title={t("close.ask")}
              description={t("close.words", { winners: format.count(contest.winners) })}
              okText={t("close.confirm")}
              onConfirm={() => close.mutate()}
              styles={{ root: { maxWidth: 320 } }}
            >
              <Button type="primary" loading={close.isPending} block>
                {t("close.open")}
              </Button>
            </Popconfirm>
          )}
        </div>
      )}
    </Modal>
  );
}

function isInReview(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "contest_in_review";
}
