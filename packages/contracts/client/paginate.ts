import type { Page } from "./models.ts";

/**
 * Every item of a list, page by page: the next page is read once the items of the one before are used up.
 *
 * @param readPage reads the page at a cursor; the first one is read without.
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
