/** The table of request rates. */
import { pgCore } from "./drizzle.ts";
import { gaffer } from "./schema.ts";

const { doublePrecision, primaryKey, text } = pgCore;

/**
 * How far each API key, session and address has used up its rate: the theoretical arrival time of GCRA,
 * in milliseconds since 1970. Unlogged, which
 * the migrations say: after a crash it is empty, and everybody begins anew.
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
