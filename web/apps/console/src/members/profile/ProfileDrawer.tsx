// Keeping what a member says: values of fields, the kind of member, contacts of a company.
import type { Profile, ProfileChange } from "@regulars/client";
import { useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, Drawer, Form, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFieldRefusal } from "../../fields/useFieldRefusal";
import { ContactRows } from "./ContactRows";
import { FieldInput } from "./FieldInput";
import { changedValues, formValues, type ProfileDraft } from "./profileDraft";
import { useChangeProfile } from "./useProfile";

interface ProfileDrawerProps {
  memberId: string;
  profile: Profile;
  onClose: () => void;
}

export function ProfileDrawer({ memberId, profile, onClose }: ProfileDrawerProps) {
  const { t } = useTranslation("fields");
  const isPhone = useIsPhone();
  useFocusReturn();
  const [form] = Form.useForm<ProfileDraft>();
  const [kind, setKind] = useState(profile.kind);
  const change = useChangeProfile(memberId);
  const refusal = useFieldRefusal(change.error);
  const mayEditContacts = !profile.contacts_masked;
  const save = (draft: ProfileDraft) => {
    const body: ProfileChange = {
      kind,
      fields: kind === profile.kind ? changedValues(profile, draft) : {},
      confirmed: [],
    };
    if (mayEditContacts) {
      body.contacts = kind === "enterprise" ? (draft.contacts ?? []) : [];
    }
    change.mutate(body, { onSuccess: (saved) => (saved.kind === profile.kind ? onClose() : undefined) });
  };
  return (
    <Drawer
      open
      title={t("profile.edit")}
      size={isPhone ? "100%" : 560}
      onClose={onClose}
      footer={
        <Button type="primary" block={isPhone} loading={change.isPending} onClick={() => form.submit()}>
          {t("form.save")}
        </Button>
      }
    >
      <Form<ProfileDraft>
        key={profile.kind}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={formValues(profile)}
        onFinish={save}
      >
        <Form.Item label={t("profile.kind")}>
          <Radio.Group
            value={kind}
            onChange={(chosen) => setKind(chosen.target.value as Profile["kind"])}
            options={[
              { value: "person", label: t("asked.person") },
              { value: "enterprise", label: t("asked.enterprise") },
            ]}
          />
        </Form.Item>
        {kind === profile.kind ? (
          profile.fields.map((field) => <FieldInput key={field.key} field={field} />)
        ) : (
          <Alert type="info" showIcon title={t("profile.kindFirst")} />
        )}
        {kind === "enterprise" && mayEditContacts && <ContactRows />}
      </Form>
      {refusal && <Alert type="error" showIcon title={refusal} />}
    </Drawer>
  );
}
