// 字段: what the operator wants to know of members besides what every member has.
import { PlusOutlined } from "@ant-design/icons";
import type { CustomField } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable } from "@regulars/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import listStyles from "../members/MembersList.module.css";
import { MembersTabs } from "../members/MembersTabs";
import { useSession } from "../session/useSession";
import { PageHead } from "../shell/PageHead";
import { FieldCard } from "./FieldCard";
import { useFieldColumns } from "./useFieldColumns";
import { useFields } from "./useFields";

const FieldDrawer = lazy(async () => ({ default: (await import("./FieldDrawer")).FieldDrawer }));

export function FieldsPage() {
  const { t } = useTranslation("fields");
  const query = useFields();
  const session = useSession();
  const mayConfigure = session.data?.staff?.scopes.includes("members:configure") ?? false;
  const [edited, setEdited] = useState<CustomField | "new">();
  const onEdit = mayConfigure ? setEdited : undefined;
  const columns = useFieldColumns(onEdit);
  const add = mayConfigure && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEdited("new")}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("title")} words={t("words")}>
        {query.data && query.data.items.length > 0 && add}
      </PageHead>
      <MembersTabs />
      <div className={listStyles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <ResponsiveTable<CustomField>
            label={t("title")}
            columns={columns}
            rows={query.data?.items}
            rowKey={(field) => field.key}
            card={(field) => <FieldCard field={field} onEdit={onEdit} />}
            minWidth={880}
            empty={<EmptyState title={t("empty")} advice={t("emptyAdvice")} action={add} />}
          />
        )}
      </div>
      {edited && (
        <Suspense fallback={null}>
          <FieldDrawer
            field={edited === "new" ? undefined : edited}
            onClose={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
