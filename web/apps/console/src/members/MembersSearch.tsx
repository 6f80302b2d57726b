// The search box: looks while one types, after a short pause.
import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

const PAUSE_MS = 300;

interface MembersSearchProps {
  q: string | undefined;
  onSearch: (q: string | undefined) => void;
}

export function MembersSearch({ q, onSearch }: MembersSearchProps) {
  const { t } = useTranslation("members");
  const [text, setText] = useState(q ?? "");
  const [shownQ, setShownQ] = useState(q);
  // The URL may change under the box: by the back button or by clearing the filter.
  if (q !== shownQ) {
    setShownQ(q);
    if ((q ?? "") !== text.trim()) setText(q ?? "");
  }

  const search = useEffectEvent(() => {
    const wanted = text.trim() || undefined;
    if (wanted !== q) onSearch(wanted);
  });
  useEffect(() => {
    const timer = setTimeout(search, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <Input
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t("filter.search")}
      aria-label={t("filter.search")}
      maxLength={100}
      value={text}
      onChange={(change) => setText(change.target.value)}
    />
  );
}
