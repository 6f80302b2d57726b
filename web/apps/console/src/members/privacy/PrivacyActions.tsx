// What the member may ask for: a copy of everything, and to be forgotten.
import { DownloadOutlined } from "@ant-design/icons";
import type { Member } from "@regulars/client";
import { Button, Space, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMayDo } from "./useMayDo";

const EraseModal = lazy(async () => ({ default: (await import("./EraseModal")).EraseModal }));

export function PrivacyActions({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  const mayExport = useMayDo("pii:export");
  const mayErase = useMayDo("pii:erase");
  const [isErasing, setIsErasing] = useState(false);
  if (member.erased_at) return <Tag color="error">{t("privacy.erased")}</Tag>;
  const path = `/v1/members/${member.member_id}/export?format=`;
  return (
    <Space wrap>
      {mayExport && (
        <>
          <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`${path}html`} download>
            {t("privacy.exportPage")}
          </Button>
          <Button size="small" icon={<DownloadOutlined aria-hidden />} href={`${path}json`} download>
            {t("privacy.exportJson")}
          </Button>
        </>
      )}
      {mayErase && (
        <Button size="small" danger onClick={() => setIsErasing(true)}>
          {t("privacy.erase")}
        </Button>
      )}
      {isErasing && (
        <Suspense fallback={null}>
          <EraseModal member={member} onClose={() => setIsErasing(false)} />
        </Suspense>
      )}
    </Space>
  );
}
