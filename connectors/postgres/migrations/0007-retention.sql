-- Legal holds. While one stands, nothing that it is about is purged. A hold is released, and never deleted.
create table ledger_hold (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  number integer not null check (number > 0),
  id text not null generated always as ('H-' || number::text) stored,
  encounter text,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null default clock_timestamp(),
  released_by text,
  released_at timestamptz,
  primary key (tenant, number),
  check ((released_by is null) = (released_at is null))
);
select keep_tenants_apart('ledger_hold');
grant select, insert on ledger_hold to countersign_app;
grant update (released_by, released_at) on ledger_hold to countersign_app;

-- What is left of 4,096 entries that were purged: the root that stands for them in the tree, and their last leaf with its path to
-- that root (lowest first), which shows how old they were. The program can read it and no more.
create table ledger_segment (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  index bigint not null check (index >= 0),
  root bytea not null check (length(root) = 32),
  last_leaf text not null,
  path bytea[] not null check (cardinality(path) = 12),
  purged_at timestamptz not null default clock_timestamp(),
  primary key (tenant, index)
);
select keep_tenants_apart('ledger_segment');
grant select on ledger_segment to countersign_app;

-- Which segments of this tenant may go: from the first that is left, in order, each whole, sealed by a signed checkpoint, older than
-- the day that was asked for and than six years by the clock of the database, and under no hold. `why` is what the next one waits for.
create function purgeable_segments(before timestamptz, sealed bigint, out first bigint, out upto bigint, out why text)
language plpgsql stable security definer set search_path = countersign, pg_temp as $$
declare
  who constant text := current_setting('countersign.tenant');
  newest timestamptz;
  entries bigint;
begin
  select coalesce(max(index) + 1, 0) into first from ledger_segment where tenant = who;
  upto := first;
  if before > clock_timestamp() - interval '6 years' then
    why := 'recent';
    return;
  end if;
  loop
    select max((leaf::json ->> 'at')::timestamptz), count(*) into newest, entries from ledger_entry
      where tenant = who and index between upto * 4096 and upto * 4096 + 4095;
    why := case
      when entries < 4096 then 'open'
      when sealed < (upto + 1) * 4096 then 'unsealed'
      when newest >= before or newest > clock_timestamp() - interval '6 years' then 'young'
      when exists (
        select from ledger_hold hold where tenant = who and released_at is null and (encounter is null or exists (
          select from ledger_entry entry where tenant = who and index between upto * 4096 and upto * 4096 + 4095 and (
            entry.encounter = hold.encounter
            or entry.proposal in (select id from proposal where tenant = who and proposal.encounter = hold.encounter))))
      ) then 'held'
    end;
    exit when why is not null;
    upto := upto + 1;
  end loop;
end $$;
revoke execute on function purgeable_segments from public;

-- Purges them, and decides anew which they are: no caller can have it take a younger one.
create function purge_ledger(before timestamptz, sealed bigint, out first bigint, out upto bigint, out why text)
language plpgsql security definer set search_path = countersign, pg_temp as $$
declare
  who constant text := current_setting('countersign.tenant');
  last bigint;
begin
  perform from ledger_head where tenant = who for update;
  select p.first, p.upto, p.why into first, upto, why from purgeable_segments(before, sealed) p;
  for segment in first .. upto - 1 loop
    last := segment * 4096 + 4095;
    insert into ledger_segment (tenant, index, root, last_leaf, path)
      select who, segment, node.hash, entry.leaf,
        array[(select leaf_hash from ledger_entry where tenant = who and index = last - 1)]
          || array(select hash from ledger_node where tenant = who and level between 1 and 11 and index = (last >> level) - 1 order by level)
      from ledger_entry entry, ledger_node node
      where entry.tenant = who and entry.index = last and node.tenant = who and node.level = 12 and node.index = segment;
    if not found then
      raise exception 'segment % has no root', segment using errcode = 'check_violation';
    end if;
    delete from ledger_entry where tenant = who and index between segment * 4096 and last;
    for height in 1 .. 11 loop
      delete from ledger_node where tenant = who and level = height and index between (segment * 4096) >> height and last >> height;
    end loop;
  end loop;
end $$;
revoke execute on function purge_ledger from public;
