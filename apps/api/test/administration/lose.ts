import pg from "pg";
import { expect, onTestFinished } from "vitest";
import type { Answer, TestGaffer } from "../harness/test-gaffer.ts";

/** Sends a change while another transaction runs `statement`, which commits when the change waits for its lock. */
export async function lose(
  { database }: TestGaffer,
  send: () => Promise<Answer>,
  statement: string,
  id: string,
): Promise<Answer> {
  const other = new pg.Client({ connectionString: database.url, options: "-c search_path=gaffer" });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query("begin");
  await other.query(statement, [id]);
  const answer = send();
  const waiting =
    "select from pg_stat_activity where datname = current_database() and application_name = 'gaffer_worker' and wait_event_type = 'Lock'";
  await expect.poll(async () => (await database.admin.query(waiting)).rowCount, { interval: 10 }).toBe(1);
  await other.query("commit");
  return answer;
}
