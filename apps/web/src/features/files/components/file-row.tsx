import type { File as StoredFile } from "@gaffer/client";
import { Download, Trash2 } from "lucide-react";
import { toastProblem } from "../../../components/toast-problem.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { toast } from "../../../ui/toast.ts";
import { deleteFile, downloadFile } from "../queries/files.ts";

interface FileRowProps {
  orgId: string;
  file: StoredFile;
  mayWrite: boolean;
  /** Names of the actors that created files. */
  names: ReadonlyMap<string, string>;
}

export function FileRow({ orgId, file, mayWrite, names }: FileRowProps) {
  const { name, contentType, sizeBytes, createdBy, createdAt, expiresAt } = file;
  const remove = () => deleteFile(orgId, file).then(() => toast({ title: `${name} deleted` }), toastProblem);
  return (
    <li className="flex items-center gap-3 border-b border-line py-2">
      <div className="min-w-0 grow">
        <span className="block truncate text-sm font-medium">{name}</span>
        <span className="block truncate text-xs text-soft">
          {formatBytes(sizeBytes)} · {contentType}
          <span className="max-sm:hidden"> · {names.get(createdBy) ?? createdBy}</span>
        </span>
      </div>
      <div className="shrink-0 text-right text-xs text-soft">
        <span className="block">
          <RelativeTime at={createdAt} />
        </span>
        {expiresAt && (
          <span className="block">
            expires <RelativeTime at={expiresAt} />
          </span>
        )}
      </div>
      <IconButton
        label={`Download ${name}`}
        className="shrink-0"
        onClick={() => void downloadFile(orgId, file).catch(toastProblem)}
      >
        <Download aria-hidden className="size-4" />
      </IconButton>
      {mayWrite && (
        <Confirm
          trigger={
            <IconButton label={`Delete ${name}`} className="shrink-0">
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          }
          title="Delete this file?"
          action="Delete file"
          onConfirm={() => void remove()}
        >
          {name} and its content are deleted. Jobs that need it will fail.
        </Confirm>
      )}
    </li>
  );
}
