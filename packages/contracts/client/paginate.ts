import type { CallOptions, Page } from "./models.ts";

/**
 * Yields every item of a list. Reads the next page when all items of the current page were yielded.
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

type List<Query, Item> = (query?: Query, options?: CallOptions) => Promise<Page<Item>>;

/** Creates the method `paginate(query, options)` of a list from its method `list(query, options)`. */
export function paginated<Query extends object, Item>(list: List<Query & { cursor?: string }, Item>) {
  return (query?: Query, options?: CallOptions) =>
    paginate((cursor) => list((cursor === undefined ? query : { ...query, cursor }) as Query, options));
}

/** Returns all items of a list, in the order of the list. Meant for short lists. */
export async function readAll<Item>(list: List<{ limit: number; cursor?: string }, Item>, options?: CallOptions) {
  const items: Item[] = [];
  for await (const item of paginated(list)({ limit: 100 }, options)) items.push(item);
  return items;
}
