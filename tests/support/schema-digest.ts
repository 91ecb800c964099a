import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** Everything that a migration can leave behind, each as one line of text. Who owns it is left out: that is the server's affair. */
const PARTS = `
  with here as materialized (select oid, nspname from pg_namespace where nspname in ('countersign', 'checkpoints')),
    kept as materialized (select c.*, here.nspname || '.' || c.relname as name from pg_class c join here on here.oid = c.relnamespace)
  select 'relation ' || name || ' ' || relkind::text || ' ' || relrowsecurity || relforcerowsecurity as line from kept
  union all select 'column ' || name || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' '
      || attgenerated::text || coalesce(pg_get_expr(adbin, adrelid), '')
    from kept join pg_attribute a on a.attrelid = kept.oid and attnum > 0 and not attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where relkind in ('r', 'p', 'v')
  union all select 'constraint ' || name || ' ' || conname || ' ' || pg_get_constraintdef(x.oid) from kept join pg_constraint x on x.conrelid = kept.oid
  union all select 'index ' || pg_get_indexdef(indexrelid) from kept join pg_index on indrelid = kept.oid
  union all select 'trigger ' || name || ' ' || pg_get_triggerdef(t.oid) || ' ' || tgenabled::text from kept
    join pg_trigger t on t.tgrelid = kept.oid where not tgisinternal
  union all select 'policy ' || name || ' ' || polname || ' ' || polcmd::text || coalesce(pg_get_expr(polqual, polrelid), '') || ' '
      || coalesce(pg_get_expr(polwithcheck, polrelid), '') from kept join pg_policy on polrelid = kept.oid
  union all select 'function ' || pg_get_functiondef(p.oid) from here join pg_proc p on p.pronamespace = here.oid and p.prokind in ('f', 'p')
  union all select 'right ' || name || ' ' || privilege_type from kept, aclexplode(relacl) where grantee = 'countersign_app'::regrole
  union all select 'right ' || name || '.' || attname || ' ' || privilege_type from kept join pg_attribute on attrelid = kept.oid,
      aclexplode(attacl) where grantee = 'countersign_app'::regrole
  union all select 'right ' || p.oid::regprocedure || ' ' || coalesce(nullif(grantee, 0)::regrole::text, 'public') from here
    join pg_proc p on p.pronamespace = here.oid, aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee <> proowner
  union all select 'right ' || nspname || ' ' || privilege_type from pg_namespace join here using (oid, nspname), aclexplode(nspacl)
    where grantee = 'countersign_app'::regrole`;

/** Every line of the schema, sorted, and their SHA-256: two databases with one digest have the same tables, rules and rights. */
export async function schemaOf(pool: Pool): Promise<{ readonly lines: readonly string[]; readonly digest: string }> {
  const { rows } = await pool.query<{ line: string }>(PARTS);
  const lines = rows.map(({ line }) => line).toSorted();
  return { lines, digest: createHash('sha256').update(lines.join('\n')).digest('hex') };
}
