import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useActorNames } from "../../data/actors.ts";
import { filesQuery } from "../../data/files.ts";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { Page } from "../../ui/page.tsx";
import { PagedList } from "../../ui/paged-list.tsx";
import { EmptyFiles } from "./empty-files.tsx";
import { FileRow } from "./file-row.tsx";
import { UploadArea } from "./upload-area.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/files");

export function FilesPage() {
  const { orgId } = route.useParams();
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const names = useActorNames(orgId);
  const list = useInfiniteQuery(filesQuery(orgId));
  return (
    <Page title="Files">
      {mayWrite && <UploadArea key={orgId} orgId={orgId} />}
      <PagedList label="Files" list={list} empty={<EmptyFiles orgId={orgId} mayWrite={mayWrite} />}>
        {(file) => <FileRow key={file.id} orgId={orgId} file={file} mayWrite={mayWrite} names={names} />}
      </PagedList>
    </Page>
  );
}
