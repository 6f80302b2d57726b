// Whose member it is, among the member's key figures; whoever may, moves it.
import { EditOutlined } from "@ant-design/icons";
import { unwrap } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { unitName } from "../organisation/unitName";
import { useMay } from "../session/useMay";
import { HomeModal } from "./HomeModal";
import { memberKeys } from "./memberKeys";

export function HomeFact({ memberId }: { memberId: string }) {
  const { t } = useTranslation("organisation");
  const format = useFormat();
  const may = useMay();
  const [isMoving, setIsMoving] = useState(false);
  const { data: home } = useQuery({
    queryKey: memberKeys.home(memberId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/members/{member_id}/home", { params: { path: { member_id: memberId } }, signal }),
      ),
  });
  return (
    <div>
      <dt>{t("home.label")}</dt>
      <dd>
        {home ? unitName(home, t) : format.nothing}
        {home && may("members:write") && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={t("home.change")}
            onClick={() => setIsMoving(true)}
          />
        )}
      </dd>
      {isMoving && home && (
        <HomeModal memberId={memberId} unitId={home.unit_id} onClose={() => setIsMoving(false)} />
      )}
    </div>
  );
}
