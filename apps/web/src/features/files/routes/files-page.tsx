import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { PagedList } from "../../../components/paged-list.tsx";
import { Page } from "../../../ui/page.tsx";
import { isAtLeast, useActorNames, useOrg } from "../../orgs/index.ts";
import { EmptyFiles } from "../components/empty-files.tsx";
import { FileRow } from "../components/file-row.tsx";
import { UploadArea } from "../components/upload-area.tsx";
import { filesQuery } from "../queries/files.ts";

const route = getRouteApi("/signed-in/orgs/$orgId/files");

export function Component() {
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
