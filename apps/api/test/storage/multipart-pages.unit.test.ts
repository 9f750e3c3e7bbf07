import { afterAll, beforeAll, expect, test } from "vitest";
import { openStorage } from "../../src/modules/files/storage/open-storage.ts";
import { listAll } from "./drivers.ts";
import { type FakeStore, startFakeStore } from "./fake-store.ts";

const now = Date.now();
const hour = 60 * 60 * 1000;
const agesHours: Record<string, number> = { a: 30, b: 2, c: 25 };

let store: FakeStore;
beforeAll(async () => {
  store = await startFakeStore();
});
afterAll(() => store.close());

const upload = (id: string) =>
  `<Upload><Key>objects/o/${id}</Key><UploadId>${id}</UploadId><Initiated>${new Date(now - (agesHours[id] ?? 0) * hour).toISOString()}</Initiated></Upload>`;
const page = (name: string, more: string, content: string) => `<${name}>${more}${content}</${name}>`;
const isLast = "<IsTruncated>false</IsTruncated>";

/** Answers with two pages of uploads, and with two pages of parts for each upload. */
function answerTo(query: URLSearchParams): string {
  if (query.has("uploads")) {
    const next =
      "<IsTruncated>true</IsTruncated><NextKeyMarker>objects/o/b</NextKeyMarker><NextUploadIdMarker>b</NextUploadIdMarker>";
    return query.get("key-marker") === "objects/o/b" && query.get("upload-id-marker") === "b"
      ? page("ListMultipartUploadsResult", isLast, upload("c"))
      : page("ListMultipartUploadsResult", next, upload("a") + upload("b"));
  }
  // The last page has a marker too: a client that reads pages while there is a marker never stops.
  const marker = "<NextPartNumberMarker>1</NextPartNumberMarker>";
  return query.get("part-number-marker") === "1"
    ? page("ListPartsResult", isLast + marker, "<Part><PartNumber>2</PartNumber><Size>30</Size></Part>")
    : page(
        "ListPartsResult",
        `<IsTruncated>true</IsTruncated>${marker}`,
        "<Part><PartNumber>1</PartNumber><Size>12</Size></Part>",
      );
}

test("Multipart listing › old uploads › are found on all pages, with all of their parts", async () => {
  const storage = await openStorage({ s3: store.s3, dataDir: "", maxFileBytes: 1 });
  const aborted: (string | null)[] = [];
  store.answer = ({ method, url }, response) => {
    const { pathname, searchParams } = new URL(url ?? "", "http://store");
    if (method === "DELETE") aborted.push(`${pathname} ${searchParams.get("uploadId")}`);
    const nothing = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    response.end(searchParams.has("list-type") ? nothing : answerTo(searchParams));
  };
  const found = await listAll(storage.listUnfinished(new Date(now - 24 * hour)));
  expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual([42, 42]);
  for (const { remove } of found) await remove();
  expect(aborted).toEqual(["/bucket/objects/o/a a", "/bucket/objects/o/c c"]);
});
