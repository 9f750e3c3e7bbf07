import { job } from "./registry.ts";
import type { UserJobTypes } from "./types.ts";

type ExportedFile = UserJobTypes["org:export"]["output"]["files"][number];
type Kind = ExportedFile["kind"];

/** Reads an organization's rows as batches of JSON lines. Omits rows that are newer than this job. */
export type ReadOrgLines = (
  job: { orgId: string; jobId: string },
  kind: Kind,
) => AsyncGenerator<string[], void, undefined>;

export interface ExportOptions {
  kinds: readonly Kind[];
  read: ReadOrgLines;
  /** Maximum size of a file, in bytes. A file is full at half of this size, because a batch of lines is never split. */
  maxFileBytes: number;
  now: () => Date;
}

const keptMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Writes an organization's data to files, one kind after the other. The next attempt continues after the last complete
 * kind.
 */
export function orgExportJob({ kinds, read, maxFileBytes, now }: ExportOptions) {
  return job("org:export", {
    concurrency: 1,
    timeoutSeconds: 6 * 3600,
    async handler({ jobId, orgId, helpers, signal }) {
      const files = ((await helpers.checkpoint()) ?? []) as ExportedFile[];

      async function writeKind(kind: Kind): Promise<void> {
        const pages = read({ orgId, jobId }, kind);
        try {
          for (let part = 1, done = false; !done; part++) {
            let rows = 0;
            async function* content() {
              for (let bytes = 0; bytes < maxFileBytes / 2; ) {
                signal.throwIfAborted();
                const { value: lines } = await pages.next();
                done = !lines;
                if (!lines) return;
                const chunk = new TextEncoder().encode(`${lines.join("\n")}\n`);
                rows += lines.length;
                bytes += chunk.byteLength;
                yield chunk;
              }
            }
            const { fileId } = await helpers.files.write({
              name: part === 1 ? `${kind}.ndjson` : `${kind}-${part}.ndjson`,
              contentType: "application/x-ndjson",
              content: content(),
              expiresAt: new Date(now().getTime() + keptMs),
              readScope: "org:own",
            });
            files.push({ kind, fileId, rows });
          }
        } finally {
          await pages.return();
        }
      }

      for (const [index, kind] of kinds.entries()) {
        if (files.some((file) => file.kind === kind)) continue;
        helpers.updateProgress((100 * index) / kinds.length, `Writing ${kind}`);
        await writeKind(kind);
        await helpers.enqueueAll([], { checkpoint: files });
      }
      const rows = files.reduce((sum, file) => sum + file.rows, 0);
      helpers.log("info", `Wrote ${rows} rows`, { files: files.length });
      return { output: { files } };
    },
  });
}
