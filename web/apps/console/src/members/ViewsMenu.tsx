// Saved views: choosing one, and saving what is shown.
import type { View } from "@regulars/client";
import { Button, Select } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnKey } from "./memberColumns";
import { conditionsCount, type MembersFilter } from "./membersFilter";
import { useViews } from "./useViews";
import { contentOf, filterOf, isShown } from "./viewContent";
import styles from "./ViewsMenu.module.css";

const ViewModal = lazy(async () => ({ default: (await import("./ViewModal")).ViewModal }));

interface ViewsMenuProps {
  filter: MembersFilter;
  columns: ColumnKey[];
  onChoose: (filter: MembersFilter, columns: string[]) => void;
}

export function ViewsMenu({ filter, columns, onChoose }: ViewsMenuProps) {
  const { t } = useTranslation("members");
  const views = useViews();
  const [isSaving, setIsSaving] = useState(false);
  const items: View[] = views.data?.items ?? [];
  const shown = items.find((view) => isShown(view.content, filter));
  const options = [true, false].map((isOwn) => ({
    label: t(isOwn ? "view.own" : "view.shared"),
    title: t(isOwn ? "view.own" : "view.shared"),
    options: items
      .filter((view) => view.is_own === isOwn)
      .map((view) => ({ value: view.view_id, label: view.name })),
  }));
  return (
    <div className={styles.views}>
      {items.length > 0 && (
        <Select
          className={styles.choice}
          aria-label={t("view.choose")}
          placeholder={t("view.choose")}
          value={shown?.view_id}
          popupMatchSelectWidth={false}
          options={options.filter((group) => group.options.length > 0)}
          onChange={(id: string) => {
            const view = items.find((each) => each.view_id === id);
            if (view) onChoose(filterOf(view.content), view.content.columns);
          }}
        />
      )}
      {(conditionsCount(filter) > 0 || shown) && (
        <Button onClick={() => setIsSaving(true)}>{t(shown ? "view.manage" : "view.save")}</Button>
      )}
      {isSaving && (
        <Suspense fallback={null}>
          <ViewModal
            view={shown}
            content={contentOf(filter, columns)}
            onClose={() => setIsSaving(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
