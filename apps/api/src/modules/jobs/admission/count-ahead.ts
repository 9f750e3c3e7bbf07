import type { Transaction } from "../../../db/org-scope.ts";
import { type QueuedType, queueName, queueSchema } from "../queue/message.ts";

/** Number of messages that are fetched first, up to the count's limit. `more`: there are more. */
export interface Ahead {
  count: number;
  more: boolean;
}

/**
 * Counts the messages of a queue that are fetched before this one, up to `most`. undefined: the message isn't queued.
 * Messages that aren't due lie between the others, so the statement reads at most five times `most`.
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
