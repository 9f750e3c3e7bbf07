import type { Services } from "../../../server/services.ts";
import { countByOrg } from "../admission/in-flight-counters.ts";
import { hasMessage } from "../job-rows.ts";
import { messageTable, typeName } from "../queue/message.ts";
import { restorableMs } from "../states.ts";
import type { Check, Finding } from "./check.ts";

interface FoundMessage {
  id: string;
  queue: string;
  orgId: string;
  delayed: boolean;
  finding: Finding;
}

/**
 * Condition for unmatched messages: they are live, but no open job names them.
 */
export const unmatchedMessages = `
  ${messageTable} as message
  where message.live and message.job_id is not null
    and not exists (select from open_jobs where org_id = message.org_id and id = message.job_id and message_id = message.id
                       and message.queued = (worker_id is null) and ${hasMessage})`;

/**
 * Condition for unmatched messages that may be removed. A cancelled job that can still be restored keeps its message,
 * which holds the job's place in the queue. A subquery, so that the planner looks jobs up by key.
 */
const removable = `${unmatchedMessages}
    and coalesce((select status <> 'cancelled' or cancelled_admission is null or message_id <> message.id or ended_at < $1
                    from current_jobs where org_id = message.org_id and id = message.job_id), true)`;

const selected = `
  message.id, message.queue, message.org_id as "orgId", message.delayed,
  case when message.queued and exists (select from current_jobs where org_id = message.org_id and id = message.job_id
                                          and (status = 'cancelled' or message_id <> message.id))
       then 'message_stale' else 'row_missing' end as finding`;

/**
 * Removes stale messages and admits parked jobs in the freed room. A worker that fetches a stale message also removes
 * it, but a delayed message would stay until it is due.
 *
 * A restore makes a row name its old message again, and holds the message's lock meanwhile. So a second statement
 * compares the rows after the messages are locked, and sees a committed restore. Messages that a claim has locked are
 * skipped.
 */
export function messagesWithoutRow({
  queue,
  admission,
  now,
}: Pick<Services, "queue" | "admission" | "now">): Check<FoundMessage> {
  const restorableFrom = () => new Date(now().getTime() - restorableMs);
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(`select ${selected} from ${removable} limit $2`, [restorableFrom(), limit]);
      return rows as FoundMessage[];
    },

    async settle(tx, found) {
      const queues = [...new Set(found.map((message) => message.queue))];
      const { rows: free } = await tx.sql(
        `select id from ${messageTable} as message where queue = any ($1) and id = any ($2) for update skip locked`,
        [queues, found.map(({ id }) => id)],
      );
      const { rows } = await tx.sql(
        `select ${selected} from ${removable} and message.queue = any ($2) and message.id = any ($3)`,
        [restorableFrom(), queues, free.map(({ id }) => id)],
      );
      const locked = rows as FoundMessage[];
      for (const [name, messages] of Map.groupBy(locked, (message) => message.queue))
        await queue.remove(tx, typeName(name), messages);
      await admission.admitParked(tx, { left: countByOrg(locked.filter(({ delayed }) => !delayed)) });
      return locked.map(({ finding }) => finding);
    },
  };
}
