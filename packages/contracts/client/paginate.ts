import type { Page } from "./models.ts";

/**
 * Yields every item of a list. Reads the next page when the items of the last one are used up.
 *
 * @param readPage reads the page at a cursor; undefined: the first page
 */
export async function* paginate<Item>(
  readPage: (cursor?: string) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let page = await readPage();
  yield* page.items;
  while (page.nextCursor !== null) {
    page = await readPage(page.nextCursor);
    yield* page.items;
  }
}
