/** The table of request rates. */
import { pgCore } from "./drizzle.ts";
import { gaffer } from "./schema.ts";

const { doublePrecision, primaryKey, text } = pgCore;

/**
 * Rate limit state of each API key, session and address: GCRA's theoretical arrival time, in milliseconds since 1970. Unlogged (see the
 * migrations): after a crash the table is empty and every rate starts again.
 */
export const requestRates = gaffer.table(
  "request_rates",
  {
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    arrivesAtMs: doublePrecision("arrives_at_ms").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject] })],
);
