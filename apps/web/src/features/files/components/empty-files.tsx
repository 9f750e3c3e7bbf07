import { EmptyList } from "../../../ui/empty-list.tsx";

interface EmptyFilesProps {
  orgId: string;
  mayWrite: boolean;
}

/** In the place of a list without files. */
export function EmptyFiles({ orgId, mayWrite }: EmptyFilesProps) {
  return (
    <EmptyList
      about="There are no files yet. Upload one to use it as the input of a job."
      otherwise="Or upload one with an API key of this organization:"
      curl={curl(orgId)}
      sdk={sdk(orgId)}
      mayWrite={mayWrite}
    />
  );
}

function curl(orgId: string): string {
  return `curl "${location.origin}/v1/orgs/${orgId}/files?name=people.csv" \\
  -H "Authorization: Bearer $GAFFER_API_KEY" -H "Content-Type: text/csv" \\
  --data-binary @people.csv`;
}

function sdk(orgId: string): string {
  return `import { openAsBlob } from "node:fs";
import { createClient } from "@gaffer/client";

const gaffer = createClient({ baseUrl: "${location.origin}", apiKey: process.env.GAFFER_API_KEY });
const { files, jobs } = gaffer.org("${orgId}");
const content = await openAsBlob("people.csv", { type: "text/csv" });
const file = await files.upload({ name: "people.csv", content });
const job = await jobs.create({ type: "file:profile", input: { fileId: file.id } });`;
}
