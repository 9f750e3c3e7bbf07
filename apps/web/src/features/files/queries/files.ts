/** Queries and changes of an organization's files. */
import type { FileRef, File as StoredFile, UploadOptions } from "@gaffer/client";
import { api, gaffer, queryClient } from "../../../api/client.ts";
import { pagedQuery } from "../../../api/paged-query.ts";

export const filesKey = (orgId: string) => ["get", "/v1/orgs/{orgId}/files", { params: { path: { orgId } } }];
/**
 * Poll interval of the list of files, because no event announces uploads of other users. Events of jobs announce the
 * files that jobs write.
 */
const pollMs = 15_000;

export function filesQuery(orgId: string) {
  return pagedQuery({
    queryKey: filesKey(orgId),
    limit: 50,
    read: (page, options) => gaffer.org(orgId).files.list(page, options),
    refetchInterval: pollMs,
  });
}

export function fileQuery(orgId: string, fileId: string) {
  const init = { params: { path: { orgId, fileId } } };
  return api.queryOptions("get", "/v1/orgs/{orgId}/files/{fileId}", init, { staleTime: 60_000 });
}

export interface NewFile {
  content: File;
  /** When the file may be deleted. Absent: never. */
  expiresAt?: string | undefined;
}

export async function uploadFile(
  orgId: string,
  { content, expiresAt }: NewFile,
  options: UploadOptions,
): Promise<StoredFile> {
  // An upload can't be repeated after a refresh of the access token, so this request refreshes an expired access token
  // before the upload.
  await gaffer.me(options);
  const file = await gaffer.org(orgId).files.upload({ name: content.name, content, expiresAt }, options);
  await queryClient.invalidateQueries({ queryKey: filesKey(orgId) });
  return file;
}

/** Lets the browser save the file from a URL that needs no session, so the content doesn't pass through this page. */
export async function downloadFile(orgId: string, file: FileRef): Promise<void> {
  const { url } = await gaffer.org(orgId).files.url(file);
  location.assign(url);
}

export async function renameFile(orgId: string, file: StoredFile, name: string): Promise<void> {
  await gaffer.org(orgId).files.rename(file, name);
  await queryClient.invalidateQueries({ queryKey: filesKey(orgId) });
}

export async function deleteFile(orgId: string, file: StoredFile): Promise<void> {
  await gaffer.org(orgId).files.delete(file);
  await queryClient.invalidateQueries({ queryKey: filesKey(orgId) });
}
