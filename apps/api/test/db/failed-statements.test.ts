import { expect, test } from "vitest";
import { withAllOrgs } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { cloneDatabase } from "../harness/database.ts";

test("Failed statement › statements that are sent together › reject with the error of the failed one, in any order of handling", async () => {
  const database = await cloneDatabase();
  const pool = createPool(database.url, "gaffer_worker", { max: 1 });
  const handledLate = async (result: Promise<unknown>) => {
    try {
      await result;
    } catch (error) {
      for (let tick = 0; tick < 100; tick++) await Promise.resolve();
      throw error;
    }
  };
  const failing = withAllOrgs(pool, ({ sql }) => Promise.all([handledLate(sql("select 1 / 0")), sql("select 1")]));
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  await pool.end();
  await database.drop();
});
