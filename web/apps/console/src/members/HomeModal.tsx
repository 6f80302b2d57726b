// Give a member another home store.
import { unwrap } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { OrganisationRefusal } from "../organisation/OrganisationRefusal";
import { UnitSelect } from "../organisation/UnitSelect";
import { memberKeys } from "./memberKeys";

interface HomeModalProps {
  memberId: string;
  unitId: string;
  onClose: () => void;
}

export function HomeModal({ memberId, unitId, onClose }: HomeModalProps) {
  const { t } = useTranslation("organisation");
  const isPhone = useIsPhone();
  useFocusReturn();
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (body: { unit_id: string }) =>
      unwrap(
        api.PUT("/v1/members/{member_id}/home", { params: { path: { member_id: memberId } }, body }),
      ),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: memberKeys.all });
    },
  });
  return (
    <Modal
      open
      title={t("home.change")}
      width={isPhone ? "100%" : 440}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      <Form<{ unit_id: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ unit_id: unitId }}
        onFinish={(values) => move.mutate(values)}
      >
        <Form.Item name="unit_id" label={t("home.label")} extra={t("home.advice")}>
          <UnitSelect canChoose={({ kind, closed_at }) => kind !== "region" && !closed_at} />
        </Form.Item>
        <OrganisationRefusal error={move.error} />
        <Button type="primary" htmlType="submit" block loading={move.isPending}>
          {t("home.save")}
        </Button>
      </Form>
    </Modal>
  );
}
