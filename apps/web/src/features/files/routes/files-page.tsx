import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { EmptyList } from "../../../ui/empty-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { isAtLeast, useActorNames, useOrg } from "../../orgs/index.ts";
import { FileRow } from "../components/file-row.tsx";
import { UploadArea } from "../components/upload-area.tsx";
import { filesQuery } from "../queries/files.ts";
import { words } from "../words.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/files");

export function Component() {
  const { orgId } = route.useParams();
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const names = useActorNames(orgId);
  const list = useInfiniteQuery(filesQuery(orgId));
  return (
    <Page title={words.files}>
      {mayWrite && <UploadArea key={orgId} orgId={orgId} />}
      <PagedList label={words.files} list={list} empty={<EmptyFiles orgId={orgId} mayWrite={mayWrite} />}>
        {(file) => <FileRow key={file.id} orgId={orgId} file={file} mayWrite={mayWrite} names={names} />}
      </PagedList>
    </Page>
  );
}

interface EmptyFilesProps {
  orgId: string;
  mayWrite: boolean;
}

/** Placeholder of an empty list of files. */
function EmptyFiles({ orgId, mayWrite }: EmptyFilesProps) {
  return (
    <EmptyList
      description={words.noFiles}
      exampleTitle={words.noFilesExample}
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
