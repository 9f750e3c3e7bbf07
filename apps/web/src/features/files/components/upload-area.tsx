import { Upload, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { controlStyle } from "../../../ui/control-style.ts";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { toast } from "../../../ui/toast.ts";
import { type RunningUpload, useUploads } from "../queries/use-uploads.ts";
import { words } from "../words.tsx";

const dayMs = 24 * 3600 * 1000;
const lifetimes = [
  { label: words.untilDeleted, days: 0 },
  { label: words.forADay, days: 1 },
  { label: words.forAWeek, days: 7 },
  { label: words.for30Days, days: 30 },
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
    if (event.dataTransfer.files.length === 0) toast({ title: words.onlyFilesCanBeUploaded });
    take(event.dataTransfer.files);
  };

  return (
    <section
      aria-label={words.upload}
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
          {words.uploadFiles}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={words.filesToUpload}
          onChange={({ target }) => {
            take(target.files);
            // Resets the file input. Otherwise the browser would fire no event when the user chooses the same file
            // again.
            target.value = "";
          }}
        />
        <label className="flex items-center gap-2 text-sm whitespace-nowrap">
          {words.keepFiles}
          <select className={controlStyle} value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {lifetimes.map(({ label, days: value }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <span className="text-sm text-soft max-sm:hidden">{words.orDropThemHere}</span>
      </div>
      {uploads.length > 0 && (
        <ul aria-label={words.uploads} className="flex flex-col gap-2">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function UploadRow({ upload: { name, sent, problem, retry, dismiss } }: { upload: RunningUpload }) {
  const percent = Math.min(100, Math.floor(sent * 100));
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-center gap-3 text-sm">
        <span className="min-w-0 grow truncate">{name}</span>
        {!problem && (
          <>
            <ProgressBar label={words.uploadOf(name)} className="w-32" max={100} value={percent} />
            <span className="w-10 text-right text-soft tabular-nums">{percent} %</span>
          </>
        )}
        <IconButton label={problem ? words.dismissUpload(name) : words.stopUpload(name)} onClick={dismiss}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {problem && <ProblemNotice problem={problem} onRetry={retry} />}
    </li>
  );
}
