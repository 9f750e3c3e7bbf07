import type { Transaction } from "../../../db/org-scope.ts";
import { type QueuedType, queueName, queueSchema } from "../queue/message.ts";

/** How many come first, as far as they were counted, and whether there are more. */
export interface Ahead {
  count: number;
  more: boolean;
}

/**
 * Counts to `most` the messages of a queue that are fetched before this one; undefined when it doesn't wait. Those that aren't due lie
 * among the others: however many they are, no more than some are looked at.
 */
export async function countAhead(
  tx: Transaction,
  { queuedType, messageId, most }: { queuedType: QueuedType; messageId: string; most: number },
): Promise<Ahead | undefined> {
  const { rows } = await tx.sql(
    `select least(due, $3) as count, due > $3 or seen = $4 as more
       from ${queueSchema}.job as mine
      cross join lateral (
        select count(*)::int as seen, count(*) filter (where start_after <= now())::int as due from (
          select start_after from ${queueSchema}.job
           where name = $1 and state < 'active' and not blocked and priority >= mine.priority
             and (priority > mine.priority or created_on < mine.created_on)
           order by priority desc, created_on limit $4) as nearest) as counted
      where name = $1 and id = $2 and state < 'active'`,
    [queueName(queuedType), messageId, most, 5 * most],
  );
  return rows[0];
}
