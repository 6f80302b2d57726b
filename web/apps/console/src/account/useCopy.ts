// Copies a text, and knows for a moment that it did. Outside of https browsers offer no clipboard; the text can be marked there.
import { useEffect, useState } from "react";

const TOLD_MS = 2_000;

export function useCopy() {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), TOLD_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return { copy, isCopied };
}
