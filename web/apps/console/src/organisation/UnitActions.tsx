// What can be done with a unit; closing asks first.
import { MoreOutlined } from "@ant-design/icons";
import { ApiProblem, type Unit } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Button, Dropdown, message, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { unitName } from "./unitName";
import { useChangeUnit } from "./useOrganisation";

interface UnitActionsProps {
  unit: Unit;
  onAdd: () => void;
  onChange: () => void;
}

export function UnitActions({ unit, onAdd, onChange }: UnitActionsProps) {
  const { t } = useTranslation(["organisation", "ui"]);
  const [modal, modalPlace] = Modal.useModal();
  const [told, toldPlace] = message.useMessage();
  const change = useChangeUnit();
  const name = unitName(unit, t);
  const setClosed = (isClosed: boolean) =>
    change.mutate(
      { unitId: unit.unit_id, is_closed: isClosed },
      {
        onError: (error) =>
          void told.error(
            error instanceof ApiProblem && error.code.startsWith("unit_")
              ? t(`refusal.${error.code}`)
              : t(`ui:error.${problemKey(error)}.advice`),
          ),
      },
    );
  const close = () =>
    void modal.confirm({
      title: t("askClose", { name }),
      content: t("askCloseWords"),
      okText: t("close"),
      okButtonProps: { danger: true },
      onOk: () => setClosed(true),
    });
  const items = [
    ...(unit.kind !== "store" && !unit.closed_at
      ? [{ key: "add", label: t("addHere"), act: onAdd }]
      : []),
    { key: "change", label: t("change"), act: onChange },
    ...(unit.closed_at
      ? [{ key: "open", label: t("open"), act: () => setClosed(false) }]
      : unit.kind === "headquarters"
        ? []
        : [{ key: "close", label: t("close"), danger: true, act: close }]),
  ];
  return (
    <>
      {modalPlace}
      {toldPlace}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: items.map(({ key, label, ...rest }) => ({ key, label, danger: "danger" in rest })),
          onClick: ({ key }) => items.find((item) => item.key === key)?.act(),
        }}
      >
        <Button
          size="small"
          icon={<MoreOutlined aria-hidden />}
          loading={change.isPending}
          aria-label={t("actionsOf", { name })}
        />
      </Dropdown>
    </>
  );
}
