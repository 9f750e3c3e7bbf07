import type { Admission } from "../admission.ts";
import { countByOrg } from "../count-by-org.ts";
import type { JobQueue } from "../job-queue.ts";
import { messageTable } from "../message.ts";
import type { Check, Finding } from "./check.ts";

interface FoundMessage {
  id: string;
  queue: string;
  type: string;
  orgId: string;
  delayed: boolean;
  finding: Finding;
}

/**
 * Live messages that no row waits for or runs by. There is an index of either kind of row, so that the planner can
 * compare them with the messages all at once, or one by one by their keys, and never reads the jobs that have ended.
 */
export const unmatchedMessages = `
  ${messageTable} as message
  where message.live and message.job_id is not null
    and not exists (select from jobs where org_id = message.org_id and id = message.job_id and message_id = message.id
                       and message.queued and status = 'pending' and admission in ('admitted', 'delayed'))
    and not exists (select from jobs where org_id = message.org_id and id = message.job_id and message_id = message.id
                       and not message.queued and status = 'processing')`;

const selected = `
  message.id, message.queue, message.type, message.org_id as "orgId", message.delayed,
  case when message.queued and exists (select from jobs where org_id = message.org_id and id = message.job_id
                                          and (status = 'cancelled' or message_id <> message.id))
       then 'message_stale' else 'row_missing' end as finding`;

/**
 * Removes them, and lets others of their organizations in where they were counted. Whoever fetches one drops it as
 * well, but until then it keeps its place, and one that isn't due stays for as long as that takes.
 *
 * A message that has lost its row never gets it back, so it is enough to find it unlocked and still there: one that a
 * claim holds is that claim's to drop.
 */
export function messagesWithoutRow({
  queue,
  admission,
}: {
  queue: JobQueue;
  admission: Admission;
}): Check<FoundMessage> {
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(`select ${selected} from ${unmatchedMessages} limit $1`, [limit]);
      return rows as FoundMessage[];
    },

    async settle(tx, found) {
      const { rows } = await tx.sql(
        `select ${selected} from ${unmatchedMessages} and message.queue = any ($1) and message.id = any ($2)
            for update of message skip locked`,
        [[...new Set(found.map((message) => message.queue))], found.map(({ id }) => id)],
      );
      const locked = rows as FoundMessage[];
      for (const [type, ofType] of Map.groupBy(locked, (message) => message.type)) await queue.remove(tx, type, ofType);
      await admission.admitWaiting(tx, { left: countByOrg(locked.filter(({ delayed }) => !delayed)) });
      return locked.map(({ finding }) => finding);
    },
  };
}
