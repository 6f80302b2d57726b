// Begins a draft with the text of an older version, and goes on as with any draft.
import type { Program } from "@regulars/client";
import { LoadingState } from "@regulars/ui";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { keepDraft } from "./storedDraft";

interface BeginDraftProps {
  source: Program;
  latest: Program;
}

export function BeginDraft({ source, latest }: BeginDraftProps) {
  const navigate = useNavigate();
  useEffect(() => {
    keepDraft({ yaml: source.yaml, basedOn: latest.version });
    void navigate("/program/edit", { replace: true });
  }, [navigate, source, latest]);
  return <LoadingState rows={12} minHeight={560} />;
}
