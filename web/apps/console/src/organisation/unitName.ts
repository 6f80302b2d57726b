// What a unit is called: a headquarters that nobody has named by the word for it.
import type { TFunction } from "i18next";

interface Named {
  name: string;
  code: string;
  kind: string;
}

export function unitName({ name, code, kind }: Named, t: TFunction<"organisation">): string {
  return name || (kind === "headquarters" ? t("organisation:kind.headquarters") : code);
}
