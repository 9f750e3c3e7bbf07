import { expect, test } from "vitest";
import { withAllOrgs } from "../../src/db/org-scope.ts";
import { createPool } from "../../src/db/pools.ts";
import { cloneDatabase } from "../harness/database.ts";

test("Failed statement › of statements that are sent together, the one that failed is why, whichever is heard of first", async () => {
  const database = await cloneDatabase();
  const pool = createPool(database.url, "gaffer_worker", { max: 1 });
  const heardLate = async (result: Promise<unknown>) => {
    try {
      await result;
    } catch (error) {
      for (let tick = 0; tick < 100; tick++) await Promise.resolve();
      throw error;
    }
  };
  const failing = withAllOrgs(pool, ({ sql }) => Promise.all([heardLate(sql("select 1 / 0")), sql("select 1")]));
  await expect(failing).rejects.toMatchObject({ code: "22012" });
  await pool.end();
  await database.drop();
});
