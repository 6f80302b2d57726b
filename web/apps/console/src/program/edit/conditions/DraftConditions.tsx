// The places for conditions in a draft: for each rule, promotion, tier and lift what it gives or asks for, and when.
import type { ConditionPlace } from "@regulars/client";
import { EmptyState, LoadingState, useSay } from "@regulars/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DraftConditions.module.css";
import { usePlaces } from "./usePlaces";

const PlaceDrawer = lazy(async () => ({ default: (await import("./PlaceDrawer")).PlaceDrawer }));

interface DraftConditionsProps {
  yaml: string;
  onGoTo: (line: number) => void;
  onEdit: (yaml: string) => void;
}

const KINDS = ["rule", "promotion", "tier", "lift"] as const;

export function DraftConditions({ yaml, onGoTo, onEdit }: DraftConditionsProps) {
  const { t } = useTranslation("draft");
  const query = usePlaces(yaml);
  const [edited, setEdited] = useState<ConditionPlace>();
  if (query.isError) return <EmptyState title={t("mendFirst")} />;
  if (!query.data) return <LoadingState rows={6} />;
  const { places, fields } = query.data;
  return (
    <div className={styles.conditions}>
      {KINDS.map((kind) => {
        const found = places.filter((place) => place.kind === kind);
        return (
          found.length > 0 && (
            <section key={kind} aria-label={t(`conditions.${kind}`)}>
              <h3>{t(`conditions.${kind}`)}</h3>
              <ul>
                {found.map((place) => (
                  <PlaceItem key={place.path} place={place} onGoTo={onGoTo} onOpen={setEdited} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      {edited && (
        <Suspense fallback={null}>
          <PlaceDrawer
            place={edited}
            fields={fields}
            yaml={yaml}
            onApply={(text) => {
              onEdit(text);
              setEdited(undefined);
            }}
            onClose={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

interface PlaceItemProps {
  place: ConditionPlace;
  onGoTo: (line: number) => void;
  onOpen: (place: ConditionPlace) => void;
}

function PlaceItem({ place, onGoTo, onOpen }: PlaceItemProps) {
  const { t } = useTranslation("draft");
  const say = useSay();
  const name = say(place.name);
  return (
    <li>
      <div className={styles.head}>
        <button type="button" className={styles.name} onClick={() => onGoTo(place.line)}>
          {name}
        </button>
        <Button
          size="small"
          aria-label={t("conditions.editOf", { name, what: say(place.what) })}
          onClick={() => onOpen(place)}
        >
          {t(place.condition ? "conditions.edit" : "conditions.add")}
        </Button>
      </div>
      <span className={styles.what}>{say(place.what)}</span>
      {place.condition && (
        <span className={place.text ? styles.when : styles.fault}>
          {place.text ? t("conditions.when", { when: say(place.text) }) : t("conditions.unread")}
        </span>
      )}
    </li>
  );
}
