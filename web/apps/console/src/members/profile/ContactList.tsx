// The contacts of a company.
import type { Contact } from "@regulars/client";
import { useTranslation } from "react-i18next";
import styles from "./ContactList.module.css";

export function ContactList({ contacts }: { contacts: Contact[] }) {
  const { t } = useTranslation("fields");
  return (
    <section aria-label={t("contacts.title")}>
      <h3 className={styles.title}>{t("contacts.title")}</h3>
      {contacts.length === 0 ? (
        <p className={styles.none}>{t("contacts.none")}</p>
      ) : (
        <ul className={styles.list}>
          {contacts.map((contact, place) => (
            <li key={`${contact.name} ${String(place)}`}>
              <strong>{contact.name}</strong>
              {[contact.role, contact.phone, contact.email].filter(Boolean).map((text) => (
                <span key={text}>{text}</span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
