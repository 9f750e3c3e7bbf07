import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useActorNames } from "../../data/actors.ts";
import { filesQuery } from "../../data/files.ts";
import { isAtLeast, useOrg } from "../../data/orgs.ts";
import { toProblem } from "../../data/problem.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { EmptyFiles } from "./empty-files.tsx";
import { FileRow } from "./file-row.tsx";
import { UploadArea } from "./upload-area.tsx";

const route = getRouteApi("/signed-in/orgs/$orgId/files");

export function FilesPage() {
  const { orgId } = route.useParams();
  const mayWrite = isAtLeast(useOrg(orgId), "member");
  const names = useActorNames(orgId);
  const list = useInfiniteQuery(filesQuery(orgId));
  const files = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title="Files">
      {mayWrite && <UploadArea key={orgId} orgId={orgId} />}
      {list.isError && <ProblemNotice problem={toProblem(list.error)} />}
      {list.isPending && <PageSkeleton />}
      {list.isSuccess && files.length === 0 && <EmptyFiles orgId={orgId} mayWrite={mayWrite} />}
      {files.length > 0 && (
        <ul aria-label="Files" className="border-t border-line-strong">
          {files.map((file) => (
            <FileRow key={file.id} orgId={orgId} file={file} mayWrite={mayWrite} names={names} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button className="mt-4" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  );
}
