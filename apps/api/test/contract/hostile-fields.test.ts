/**
 * Sends hostile values in every field of every operation: NUL, lone surrogates, too large numbers, deep and wide JSON,
 * and names such as `__proto__`.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedFiles } from "../api/stored-content.ts";
import { someFileId, startTestGaffer, type TestGaffer } from "../harness/test-gaffer.ts";
import { type ContractOperation, contractOperations, pathOf } from "./contract-operations.ts";
import { hostileFields } from "./hostile-fields.ts";
import { resolve, type Schema, valid } from "./valid-values.ts";

let gaffer: TestGaffer;
let requests = 0;
/** The number of rows of each table after the previous test. */
let stored: unknown;
beforeAll(async () => {
  gaffer = await startTestGaffer({ role: "api" });
  stored = await rowCounts();
});
afterAll(async () => {
  process.stdout.write(`hostile fields: ${requests} requests refused\n`);
  await gaffer?.stop();
});

/** The number of rows of each table, including those of the queue. */
async function rowCounts(): Promise<unknown> {
  const { rows } = await gaffer.database.admin.query(
    `select table_schema || '.' || table_name as name,
            (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', table_schema, table_name), false, true, '')))[1]::text as rows
       from information_schema.tables where table_schema in ('gaffer', 'gaffer_queue') and table_type = 'BASE TABLE' and table_name <> 'request_rates' order by 1`,
  );
  return rows;
}

/** Valid bodies of the operation: with every optional field, and one for each variant of a union. */
function bodiesOf({ body }: ContractOperation): unknown[] {
  if (body?.mediaType !== "application/json") return [];
  const schema = resolve(body.schema as Schema);
  return (schema.oneOf ?? [schema]).flatMap((variant) => fc.sample(valid(variant, true), { seed: 1, numRuns: 1 }));
}

const ids = () => ({
  orgId: gaffer.org.orgId,
  ...Object.fromEntries(["jobId", "fileId", "uploadId", "scheduleId"].map((name) => [name, someFileId])),
  ...Object.fromEntries(["userId", "invitationId", "sessionId"].map((name) => [name, someFileId])),
  keyId: "unknownKey12",
  name: "storage:cleanup",
});

describe.each(contractOperations)("Hostile fields › $id", (operation) => {
  test("refuses each hostile field and stores nothing", async () => {
    const [authorization, media] = [
      `Bearer ${gaffer.org.apiKey}`,
      operation.body?.mediaType.replace("*/*", "text/csv"),
    ];
    for (const { what, path, query, headers, body } of hostileFields(operation, bodiesOf(operation))) {
      const url = `${pathOf(operation, { ...ids(), ...path })}?${query}`;
      const response = await gaffer.app.http.request(url, {
        method: operation.method,
        headers: { authorization, ...(media && { "content-type": media }), ...headers },
        ...(operation.body && { body: body ?? "content" }),
      });
      const answer = `${what}: ${response.status} ${response.headers.get("content-type")}`;
      expect(answer).toMatch(/: 4\d\d application\/problem\+json$/);
      await response.arrayBuffer();
      requests++;
    }
    const before = stored;
    stored = await rowCounts();
    expect(stored).toEqual(before);
    expect(await storedFiles(gaffer)).toEqual([]);
  });
});

test("Hostile fields › log › contains no error", () => {
  expect(requests).toBeGreaterThan(3_000);
  expect(gaffer.log.lines.filter(({ level }) => level >= 50)).toEqual([]);
});
