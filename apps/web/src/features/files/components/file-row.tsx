import type { File as StoredFile } from "@gaffer/client";
import { Download, Pencil, Trash2 } from "lucide-react";
import { RenameDialog } from "../../../components/rename-dialog.tsx";
import { toastProblem } from "../../../components/toast-problem.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Confirm } from "../../../ui/confirm.tsx";
import { formatBytes } from "../../../ui/format-bytes.ts";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { toast } from "../../../ui/toast.ts";
import { deleteFile, downloadFile, renameFile } from "../queries/files.ts";
import { words } from "../words.tsx";

interface FileRowProps {
  orgId: string;
  file: StoredFile;
  mayWrite: boolean;
  /** Names of the actors that created files. */
  names: ReadonlyMap<string, string>;
}

export function FileRow({ orgId, file, mayWrite, names }: FileRowProps) {
  const { name, contentType, sizeBytes, createdBy, createdAt, expiresAt } = file;
  const remove = () => deleteFile(orgId, file).then(() => toast({ title: words.fileDeleted(name) }), toastProblem);
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
        {expiresAt && <span className="block">{words.expires(<RelativeTime at={expiresAt} />)}</span>}
      </div>
      <IconButton
        label={words.downloadFile(name)}
        className="shrink-0"
        onClick={() => void downloadFile(orgId, file).catch(toastProblem)}
      >
        <Download aria-hidden className="size-4" />
      </IconButton>
      {mayWrite && (
        <RenameDialog
          trigger={
            <IconButton label={words.renameFileNamed(name)} className="shrink-0">
              <Pencil aria-hidden className="size-4" />
            </IconButton>
          }
          action={words.renameFile}
          name={name}
          onRename={(newName) => renameFile(orgId, file, newName)}
        />
      )}
      {mayWrite && (
        <Confirm
          trigger={
            <IconButton label={words.deleteFileNamed(name)} className="shrink-0">
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          }
          title={words.deleteFileQuestion}
          action={words.deleteFile}
          onConfirm={() => void remove()}
        >
          {words.deleteFileWarning(name)}
        </Confirm>
      )}
    </li>
  );
}
