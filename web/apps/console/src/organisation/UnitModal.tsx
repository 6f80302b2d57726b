// A unit to be added or changed: name, code, where it stands, its time zone.
import type { Unit } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Button, Form, Input, Modal, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { OrganisationRefusal } from "./OrganisationRefusal";
import { unitName } from "./unitName";
import { UnitSelect } from "./UnitSelect";
import { useAddUnit, useChangeUnit } from "./useOrganisation";

const ZONES = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone }));

interface UnitModalProps {
  /** The unit to be changed, or the one below which another is added. */
  unit: Unit;
  isNew: boolean;
  onClose: () => void;
}

interface Values {
  kind: "region" | "store";
  code: string;
  name: string;
  parent_id: string;
  time_zone?: string;
}

export function UnitModal({ unit, isNew, onClose }: UnitModalProps) {
  const { t } = useTranslation("organisation");
  const isPhone = useIsPhone();
  useFocusReturn();
  const add = useAddUnit();
  const change = useChangeUnit();
  const isHeadquarters = !isNew && unit.kind === "headquarters";
  const send = ({ kind, parent_id, time_zone, ...names }: Values) => {
    const done = { onSuccess: onClose };
    const zone = time_zone ?? null;
    if (isNew) add.mutate({ ...names, kind, parent_id: unit.unit_id, time_zone: zone }, done);
    else {
      const place = isHeadquarters ? {} : { parent_id };
      change.mutate({ unitId: unit.unit_id, ...names, ...place, time_zone: zone }, done);
    }
  };
  return (
    <Modal
      open
      title={t(isNew ? "addBelow" : "changeOf", { name: unitName(unit, t) })}
      width={isPhone ? "100%" : 480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={null}
    >
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        initialValues={
          isNew
            ? { kind: "store" }
            : {
                code: unit.code,
                name: unit.name,
                parent_id: unit.parent_id,
                time_zone: unit.time_zone ?? undefined,
              }
        }
        onFinish={send}
      >
        {isNew && (
          <Form.Item name="kind" label={t("column.kind")}>
            <Radio.Group
              options={(["store", "region"] as const).map((kind) => ({
                value: kind,
                label: t(`kind.${kind}`),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t("column.name")}
          rules={[{ required: !isHeadquarters, whitespace: true, message: t("nameMissing") }]}
        >
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("column.code")}
          extra={t("codeAdvice")}
          rules={[{ required: true, whitespace: true, message: t("codeMissing") }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        {!isNew && !isHeadquarters && (
          <Form.Item name="parent_id" label={t("above")} extra={t("aboveAdvice")}>
            <UnitSelect
              canChoose={(each) =>
                each.kind !== "store" && !each.closed_at && each.unit_id !== unit.unit_id
              }
            />
          </Form.Item>
        )}
        <Form.Item name="time_zone" label={t("column.timeZone")} extra={t("timeZoneAdvice")}>
          <Select allowClear showSearch options={ZONES} placeholder={t("asAbove")} />
        </Form.Item>
        <OrganisationRefusal error={add.error ?? change.error} />
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={add.isPending || change.isPending}
        >
          {t(isNew ? "add" : "save")}
        </Button>
      </Form>
    </Modal>
  );
}
