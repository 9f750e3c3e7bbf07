/**
 * What we use of drizzle-orm, by its CommonJS build. For each ES module of a package Node reads its package.json anew, and
 * drizzle's is 180 KB for 150 modules: that took half of the start of every process.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export const {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  like,
  isNull,
  lt,
  lte,
  min,
  ne,
  notInArray,
  or,
  sql,
  sum,
}: typeof import("drizzle-orm") = require("drizzle-orm");
export const { drizzle }: typeof import("drizzle-orm/node-postgres") = require("drizzle-orm/node-postgres");
export const {
  migrate: applyMigrations,
}: typeof import("drizzle-orm/node-postgres/migrator") = require("drizzle-orm/node-postgres/migrator");
export const pgCore: typeof import("drizzle-orm/pg-core") = require("drizzle-orm/pg-core");

export type { SQL } from "drizzle-orm";
export type { NodePgDatabase } from "drizzle-orm/node-postgres";
