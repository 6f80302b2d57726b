// The draft being written: kept in this browser at every change, begun from the latest version or taken up where it was left.
import type { Program } from "@regulars/client";
import { useState } from "react";
import { dropDraft, keepDraft, readDraft, type StoredDraft } from "./storedDraft";

export interface Draft extends StoredDraft {
  /** Another number is another text for the editor to begin with. */
  edition: number;
}

export function useDraft(latest: Program) {
  const fresh = { yaml: latest.yaml, basedOn: latest.version };
  const [draft, setDraft] = useState<Draft>(() => ({ ...(readDraft() ?? fresh), edition: 0 }));
  const isUntouched = draft.yaml === latest.yaml;

  return {
    draft,
    isUntouched,
    /** Whether another version came since the draft was begun. */
    isOutdated: draft.basedOn !== latest.version && !isUntouched,
    write: (yaml: string) => {
      const basedOn = isUntouched ? latest.version : draft.basedOn;
      keepDraft({ yaml, basedOn });
      setDraft(({ edition }) => ({ yaml, basedOn, edition }));
    },
    /** Begins anew with the text of the latest version. */
    discard: () => {
      dropDraft();
      setDraft(({ edition }) => ({ ...fresh, edition: edition + 1 }));
    },
    /** Keeps the text and says that the latest version has been looked at. */
    rebase: () => {
      keepDraft({ yaml: draft.yaml, basedOn: latest.version });
      setDraft((before) => ({ ...before, basedOn: latest.version }));
    },
  };
}
