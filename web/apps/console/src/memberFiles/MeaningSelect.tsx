// The meanings that a column can have, in groups.
import { useSay } from "@regulars/ui";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useConditionFields } from "../conditions/useConditionFields";
import { useFields } from "../fields/useFields";
import { CHANNELS, CONTACT_PARTS, IDENTITY_KINDS, MEMBER_COLUMNS, PURPOSES } from "./columnMeanings";
import styles from "./ImportPage.module.css";

interface MeaningSelectProps {
  label: string;
  value: string | undefined;
  isDoubled: boolean;
  /** Numbers of the contacts of a company that can be meant. */
  contacts: string[];
  onChange: (meaning: string | undefined) => void;
}

export function MeaningSelect({ label, value, isDoubled, contacts, onChange }: MeaningSelectProps) {
  const options = useMeanings(contacts);
  const { t } = useTranslation("memberFiles");
  return (
    <Select
      className={styles.meaning}
      aria-label={label}
      value={value}
      status={isDoubled ? "error" : undefined}
      placeholder={t("columns.leftOut")}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      onChange={(meaning?: string) => onChange(meaning)}
    />
  );
}

const ATTRIBUTE_PREFIX = "attribute.";

function useMeanings(contacts: string[]) {
  const { t } = useTranslation(["memberFiles", "members"]);
  const say = useSay();
  const fields = useFields();
  const known = useConditionFields();
  const attributes = (known.data?.fields ?? []).filter(({ name }) => name.startsWith(ATTRIBUTE_PREFIX));
  const consents = CHANNELS.flatMap((channel) =>
    PURPOSES.map((purpose) => ({
      key: `${channel}:${purpose}`,
      words: t("members:privacy.what", {
        channel: t(`members:privacy.channel.${channel}`),
        purpose: t(`members:privacy.purpose.${purpose}`),
      }),
    })),
  );
  return [
    {
      label: t("meaning.identities"),
      options: IDENTITY_KINDS.map((kind) => ({
        value: `identity:${kind}`,
        label: t(`members:identity.${kind}`, { defaultValue: kind }),
      })),
    },
    {
      label: t("meaning.member"),
      options: MEMBER_COLUMNS.map((role) => ({ value: `column:${role}`, label: t(`meaning.${role}`) })),
    },
    {
      label: t("meaning.fields"),
      options: (fields.data?.items ?? [])
        .filter(({ is_open }) => is_open)
        .map(({ key, name }) => ({ value: `field:${key}`, label: name })),
    },
    {
      label: t("meaning.attributes"),
      options: attributes.map(({ name, label }) => ({
        value: `attribute:${name.slice(ATTRIBUTE_PREFIX.length)}`,
        label: say(label),
      })),
    },
    {
      label: t("meaning.contacts"),
      options: contacts.flatMap((number) =>
        CONTACT_PARTS.map((part) => ({
          value: `contact:${number}:${part}`,
          label: t(`meaning.contact.${part}`, { number: Number(number) + 1 }),
        })),
      ),
    },
    {
      label: t("meaning.consents"),
      options: consents.map(({ key, words }) => ({ value: `consent:${key}`, label: t("meaning.agrees", { what: words }) })),
    },
    {
      label: t("meaning.said"),
      options: consents.map(({ key, words }) => ({ value: `said:${key}`, label: t("meaning.saidAt", { what: words }) })),
    },
  ].filter(({ options }) => options.length > 0);
}
