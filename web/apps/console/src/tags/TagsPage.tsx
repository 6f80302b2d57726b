// 标签: every tag, how it is given, and how many members bear it.
import { PlusOutlined } from "@ant-design/icons";
import type { Tag } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable } from "@regulars/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import listStyles from "../members/MembersList.module.css";
import { MembersTabs } from "../members/MembersTabs";
import { useSession } from "../session/useSession";
import { PageHead } from "../shell/PageHead";
import { TagCard } from "./TagCard";
import { useTagColumns } from "./useTagColumns";
import { useTags } from "./useTags";

const TagDrawer = lazy(async () => ({ default: (await import("./TagDrawer")).TagDrawer }));

export function TagsPage() {
  const { t } = useTranslation("tags");
  const query = useTags();
  const session = useSession();
  const mayConfigure = session.data?.staff?.scopes.includes("members:configure") ?? false;
  const [edited, setEdited] = useState<Tag | "new">();
  const columns = useTagColumns(mayConfigure ? setEdited : undefined);
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
          <ResponsiveTable<Tag>
            label={t("title")}
            columns={columns}
            rows={query.data?.items}
            rowKey={(tag) => tag.key}
            card={(tag) => <TagCard tag={tag} onEdit={mayConfigure ? setEdited : undefined} />}
            minWidth={880}
            empty={<EmptyState title={t("empty")} advice={t("emptyAdvice")} action={add} />}
          />
        )}
      </div>
      {edited && (
        <Suspense fallback={null}>
          <TagDrawer tag={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
        </Suspense>
      )}
    </>
  );
}
