import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./button.tsx";
import { toast } from "./toast.ts";

/** Copies a text to the clipboard, and shows a confirmation for 1.5 seconds. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const showFailure = () => toast({ title: "Can't copy to the clipboard", isProblem: true });
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true), showFailure);
  const Icon = copied ? Check : Copy;
  return (
    <IconButton label={copied ? "Copied" : label} className="size-8" onClick={() => void copy()}>
      <Icon aria-hidden className="size-4" />
    </IconButton>
  );
}
