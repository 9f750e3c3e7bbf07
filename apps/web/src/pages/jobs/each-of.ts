/** How many requests are under way at once. */
const atOnce = 4;

/** Does something to each, a few at a time, and goes on when one fails. Resolves with what failed. */
export async function eachOf<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<unknown[]> {
  const waiting = items.values();
  const errors: unknown[] = [];
  async function work() {
    for (const item of waiting) await act(item).catch((error: unknown) => errors.push(error));
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return errors;
}
