import type pg from "pg";
import { StartError } from "../errors.ts";

/**
 * Throws StartError when the pool's role could bypass row-level security: a superuser, a role with BYPASSRLS, an owner of the tables, or a
 * table whose row-level security is not forced.
 */
export async function assertTenantRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ user: string; reason: string }>(`
    select current_user as user, reason from (
      select 'is a superuser' as reason from pg_roles where rolname = current_user and rolsuper
      union all
      select 'has BYPASSRLS' from pg_roles where rolname = current_user and rolbypassrls
      union all
      select format('may act as the owner of table %I', c.relname)
        from pg_class c where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p')
         and pg_has_role(current_user, c.relowner, 'usage')
      union all
      select format('would see all of table %I, whose row-level security is not forced', c.relname)
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
       where c.relnamespace = 'gaffer'::regnamespace and c.relkind in ('r', 'p')
         and not (c.relrowsecurity and c.relforcerowsecurity)
    ) findings`);
  const [first] = rows;
  if (first) {
    throw new StartError(
      `The database role ${first.user} ${first.reason}, so organizations would not be isolated. Revoke that from the role.`,
    );
  }
}
