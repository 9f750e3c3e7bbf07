import { X } from "lucide-react";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { IconButton } from "../../../ui/button.tsx";
import type { UnderwayUpload } from "../queries/use-uploads.ts";

export function UploadRow({ upload: { name, sent, problem, retry, dismiss } }: { upload: UnderwayUpload }) {
  const percent = Math.min(100, Math.floor(sent * 100));
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-center gap-3 text-sm">
        <span className="min-w-0 grow truncate">{name}</span>
        {!problem && (
          <>
            <progress aria-label={`Upload of ${name}`} className="h-2 w-32 accent-accent" max={100} value={percent} />
            <span className="w-10 text-right text-soft tabular-nums">{percent} %</span>
          </>
        )}
        <IconButton label={problem ? `Dismiss ${name}` : `Stop the upload of ${name}`} onClick={dismiss}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {problem && <ProblemNotice problem={problem} onRetry={retry} />}
    </li>
  );
}
