import type { Services } from "../../../server/services.ts";
import { messageTable, queueOfType, typeName } from "../queue/message.ts";
import type { Check, Finding } from "./check.ts";

interface FoundPermit {
  orgId: string;
  id: string;
  queue: string;
  finding: Finding;
}

/**
 * Compares permits with their messages. A permit without a message would hold its places for ever, and a message without
 * a permit starts nothing. Removes both kinds, and permits parked jobs again.
 */
export function permitsAndMessages({ queue, admission }: Pick<Services, "queue" | "admission">): Check<FoundPermit> {
  return {
    async find(tx, limit) {
      const { rows } = await tx.sql(
        `select coalesce(permits.org_id, message.org_id) as "orgId", coalesce(permits.id, message.id) as id,
                coalesce(message.queue, ${queueOfType("permits.queued_type")}) as queue,
                case when permits.id is null then 'row_missing' when message.id is null then 'message_missing'
                     else 'message_ended' end as finding
           from permits
           full join (select * from ${messageTable} as message where live and places is not null) as message
             on message.id = permits.id and message.queue = ${queueOfType("permits.queued_type")}
          where permits.id is null or message.queued is not true
          limit $1`,
        [limit],
      );
      return rows as FoundPermit[];
    },

    async settle(tx, found) {
      const { rows } = await tx.sql(
        `delete from permits using json_to_recordset($1) as found ("orgId" uuid, id uuid, queue text)
          where permits.org_id = found."orgId" and permits.id = found.id
            and not exists (select from ${messageTable} as message
                             where message.queue = found.queue and message.id = permits.id and queued)
         returning permits.org_id as "orgId", permits.id, places`,
        [JSON.stringify(found)],
      );
      const removed = rows as { orgId: string; id: string; places: number }[];
      const { row_missing: strays = [] } = Object.groupBy(found, ({ finding }) => finding);
      const gone = found.filter(({ id }) => removed.some((permit) => permit.id === id));
      for (const [name, messages] of Map.groupBy([...strays, ...gone], (permit) => permit.queue))
        await queue.remove(tx, typeName(name), messages);
      const left = new Map<string, number>();
      for (const { orgId, places } of removed) left.set(orgId, (left.get(orgId) ?? 0) + places);
      await admission.admitParked(tx, { left });
      return [...strays, ...gone].map(({ finding }) => finding);
    },
  };
}
