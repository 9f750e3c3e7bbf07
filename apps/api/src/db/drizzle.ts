/**
 * The parts of drizzle-orm that Gaffer uses, from the package's CommonJS build. Node reads a package's package.json for
 * each of its ES modules. Drizzle has 150 modules and a package.json of 180 KB, so these reads took half of a process's
 * start-up time.
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
  isNotNull,
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
export type { PgColumn, PgTable, PgView } from "drizzle-orm/pg-core";
