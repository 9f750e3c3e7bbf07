import type { Job } from "@gaffer/client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toProblem } from "../../../api/problem.ts";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { idsIn } from "../../../ui/schema-form/schema.ts";
import { downloadFile, fileQuery } from "../../files/index.ts";
import { jobTypesQuery } from "../queries/jobs.ts";
import { words } from "../words.tsx";

/** Files whose ids are in a job's input and output. The schemas of the job type tell which values are ids of files. */
export function JobFiles({ orgId, job }: { orgId: string; job: Job }) {
  const { data: types } = useSuspenseQuery(jobTypesQuery(orgId));
  const type = types.find((known) => known.type === job.type);
  if (!type) return null;
  const read = idsIn("FileId", job.input, type.inputSchema);
  const written = idsIn("FileId", job.output, type.outputSchema);
  if (read.length + written.length === 0) return null;
  return (
    <section aria-labelledby="files">
      <h2 id="files" className="mb-2 text-sm font-semibold">
        {words.files}
      </h2>
      <ul className="border-t border-line text-sm">
        {read.map((fileId) => (
          <FileOfJob key={fileId} orgId={orgId} fileId={fileId} what={words.inputFiles} />
        ))}
        {written.map((fileId) => (
          <FileOfJob key={fileId} orgId={orgId} fileId={fileId} what={words.outputFiles} />
        ))}
      </ul>
    </section>
  );
}

function FileOfJob({ orgId, fileId, what }: { orgId: string; fileId: string; what: string }) {
  const { data: file, error } = useQuery(fileQuery(orgId, fileId));
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1">
      <span className="w-28 text-soft">{what}</span>
      <span className="min-w-0 grow break-words">
        {file ? `${file.name} · ${formatBytes(file.sizeBytes)}` : <code className="text-xs">{fileId}</code>}
        {error && <span className="block text-soft">{toProblem(error).detail}</span>}
      </span>
      {file && (
        <Button
          aria-label={words.downloadFile(file.name)}
          onClick={() => void downloadFile(orgId, file).catch(toastProblem)}
        >
          <Download aria-hidden className="size-4" />
          {words.download}
        </Button>
      )}
    </li>
  );
}
