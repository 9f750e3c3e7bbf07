import type { JobOf, Org } from "@gaffer/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { Button } from "../../../ui/button.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { downloadFile } from "../../files/index.ts";
import { isEnded, StatusBadge } from "../../jobs/index.ts";
import { exportOrg, latestExportQuery } from "../queries/org-lifecycle.ts";
import { words } from "../words.tsx";

/** Starts an export of the organization, and lists the files of the latest export. */
export function ExportOrg({ org: { id: orgId, deleteAfter } }: { org: Org }) {
  const { data: job } = useQuery(latestExportQuery(orgId));
  const [isStarting, setStarting] = useState(false);

  async function start() {
    setStarting(true);
    await exportOrg(orgId).catch(toastProblem);
    setStarting(false);
  }

  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">{words.exportHint}</p>
      {deleteAfter === null ? (
        <Button
          className="self-start"
          disabled={isStarting || (job != null && !isEnded(job))}
          onClick={() => void start()}
        >
          {words.exportData}
        </Button>
      ) : (
        <p className="text-sm">{words.exportNeedsRestore}</p>
      )}
      {job && (
        <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <StatusBadge job={job} />
          <span>{words.latestExport(<RelativeTime at={job.createdAt} />)}</span>
          <TextLink to="/orgs/$orgId/jobs/$jobId" params={{ orgId, jobId: job.id }}>
            {words.openJob}
          </TextLink>
        </div>
      )}
      {job?.type === "org:export" && job.output && <ExportedFiles orgId={orgId} output={job.output} />}
    </div>
  );
}

function ExportedFiles({ orgId, output }: { orgId: string; output: NonNullable<JobOf<"org:export">["output"]> }) {
  return (
    <ul aria-label={words.exportedFiles} className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
      {output.files.map(({ kind, fileId, rows }) => (
        <li key={kind}>
          <Button
            variant="ghost"
            className="w-full justify-between! border border-line"
            onClick={() => void downloadFile(orgId, fileId).catch(toastProblem)}
          >
            <span>{words.downloadKind(toWords(kind))}</span>
            <span className="font-normal text-soft tabular-nums">{words.rows(rows)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Formats the kind of an exported resource: `apiKeys` becomes "API keys". */
function toWords(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace("api ", "API ");
}
