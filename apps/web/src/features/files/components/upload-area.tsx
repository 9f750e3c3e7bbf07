import { Upload, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { toast } from "../../../ui/toast.ts";
import { type UnderwayUpload, useUploads } from "../queries/use-uploads.ts";

const dayMs = 24 * 3600 * 1000;
const lifetimes = [
  { label: "until deleted", days: 0 },
  { label: "for a day", days: 1 },
  { label: "for a week", days: 7 },
  { label: "for 30 days", days: 30 },
];

/** Uploads files that are chosen or dropped, and shows their progress. */
export function UploadArea({ orgId }: { orgId: string }) {
  const { uploads, start } = useUploads(orgId);
  const [days, setDays] = useState(0);
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function take(files: FileList | null) {
    const expiresAt = days === 0 ? undefined : new Date(Date.now() + days * dayMs).toISOString();
    for (const content of files ?? []) {
      void start({ content, expiresAt });
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (event.dataTransfer.files.length === 0) toast({ title: "Only files can be uploaded" });
    take(event.dataTransfer.files);
  };

  return (
    <section
      aria-label="Upload"
      className={`mb-4 flex flex-col gap-3 rounded-md border border-dashed p-4 ${isOver ? "border-accent bg-accent-soft" : "border-line-strong"}`}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" onClick={() => input.current?.click()}>
          <Upload aria-hidden className="size-4" />
          Upload files
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files to upload"
          onChange={({ target }) => {
            take(target.files);
            // The same file can be chosen again.
            target.value = "";
          }}
        />
        <label className="flex items-center gap-2 text-sm whitespace-nowrap">
          Keep files
          <select className={controlStyle} value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {lifetimes.map(({ label, days: value }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <span className="text-sm text-soft max-sm:hidden">or drop them here</span>
      </div>
      {uploads.length > 0 && (
        <ul aria-label="Uploads" className="flex flex-col gap-2">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function UploadRow({ upload: { name, sent, problem, retry, dismiss } }: { upload: UnderwayUpload }) {
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
