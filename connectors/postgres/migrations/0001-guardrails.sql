-- Binds a table to the tenant of the transaction. FORCE, because the owner of a table is otherwise exempt.
create function keep_tenants_apart(bound regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', bound);
  execute format('alter table %s force row level security', bound);
  execute format(
    'create policy tenant on %s using (tenant = current_setting(''countersign.tenant'', true)) '
    'with check (tenant = current_setting(''countersign.tenant'', true))', bound);
end $$;
revoke execute on function keep_tenants_apart from public;

create table principal (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  name text not null,
  kind text not null check (kind in ('person', 'agent', 'client')),
  roles text[] not null,
  active boolean not null,
  primary key (tenant, id)
);
select keep_tenants_apart('principal');
grant select, insert, update on principal to countersign_app;

-- What a person decides on. Payload, preview and sources are json, not jsonb: the digest is over them as they were written.
create table proposal (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  number integer not null check (number > 0),
  id text not null generated always as ('P-' || number::text) stored,
  kind text not null,
  encounter text,
  subject text not null,
  payload json not null,
  preview json not null,
  editions text[] not null,
  sources json not null,
  trace text,
  digest text not null,
  policy text not null,
  maker text not null,
  on_behalf_of text,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'approved', 'rejected', 'expired', 'superseded')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  primary key (tenant, number),
  unique (tenant, id),
  check ((state in ('approved', 'rejected')) = (decided_by is not null and decided_at is not null))
);
create unique index proposal_one_pending on proposal (tenant, coalesce(encounter, ''), kind, subject) where state = 'pending';
create index proposal_by_encounter on proposal (tenant, encounter);
select keep_tenants_apart('proposal');
grant select, insert on proposal to countersign_app;
grant update (state, decided_by, decided_at, reason) on proposal to countersign_app;

-- Approved effects that are owed to the world. One proposal owes one effect, once.
create table outbox (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id uuid not null default gen_random_uuid(),
  proposal text not null,
  kind text not null,
  encounter text,
  payload json not null,
  digest text not null,
  state text not null default 'owed' check (state in ('owed', 'sending', 'done', 'failed', 'unknown')),
  says text,
  owed_at timestamptz not null default clock_timestamp(),
  claimed_at timestamptz,
  settled_at timestamptz,
  primary key (tenant, id),
  unique (tenant, proposal),
  foreign key (tenant, proposal) references proposal (tenant, id)
);
create index outbox_due on outbox (tenant, owed_at) where state in ('owed', 'sending');
select keep_tenants_apart('outbox');
grant select, insert on outbox to countersign_app;
grant update (state, says, claimed_at, settled_at) on outbox to countersign_app;

-- The ledger. `leaf` is the canonical bytes that were hashed; what stands beside it is not published.
create table ledger_entry (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  index bigint not null check (index >= 0),
  leaf text not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  salt text not null,
  about json not null,
  encounter text,
  proposal text,
  primary key (tenant, index)
);
create index ledger_entry_by_encounter on ledger_entry (tenant, encounter);
create index ledger_entry_by_proposal on ledger_entry (tenant, proposal);
create index ledger_entry_by_principal on ledger_entry (tenant, (about ->> 'principal'), index) where about ->> 'principal' is not null;
select keep_tenants_apart('ledger_entry');
grant select, insert on ledger_entry to countersign_app;

-- Size, peaks and root of each tenant's tree. Its row is also the lock under which a tenant's writers queue: to lock a row
-- takes the right to update some column of it, and `held` is there for nothing else.
create table ledger_head (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  size bigint not null default 0,
  peaks bytea[] not null default '{}',
  root bytea not null default sha256(''),
  held boolean not null default false,
  primary key (tenant)
);
select keep_tenants_apart('ledger_head');
grant select, insert (tenant), update (held) on ledger_head to countersign_app;

-- The full subtrees above the leaves: what inclusion and consistency proofs are made of.
create table ledger_node (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  level integer not null check (level > 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (tenant, level, index)
);
select keep_tenants_apart('ledger_node');
grant select on ledger_node to countersign_app;

-- Grows the tree of RFC 6962 by one entry, with the rights of the owner: the program may add entries, and never touch the tree.
create function grow_ledger() returns trigger language plpgsql security definer set search_path = countersign, pg_temp as $$
declare
  head ledger_head;
  node bytea := new.leaf_hash;
  at bigint := new.index;
  height integer := 0;
  grown bytea[];
begin
  select * into head from ledger_head where tenant = new.tenant for update;
  if head.size is distinct from new.index then
    raise exception 'entry % does not follow the % entries of the ledger', new.index, head.size using errcode = 'check_violation';
  end if;
  if new.leaf_hash <> sha256('\x00'::bytea || convert_to(new.leaf, 'UTF8')) then
    raise exception 'entry % has a hash that is not its own', new.index using errcode = 'check_violation';
  end if;

  grown := head.peaks;
  while at % 2 = 1 loop
    node := sha256('\x01'::bytea || grown[cardinality(grown)] || node);
    grown := grown[1:cardinality(grown) - 1];
    at := at / 2;
    height := height + 1;
    insert into ledger_node (tenant, level, index, hash) values (new.tenant, height, at, node);
  end loop;
  grown := array_append(grown, node);
  for peak in reverse cardinality(grown) - 1 .. 1 loop
    node := sha256('\x01'::bytea || grown[peak] || node);
  end loop;
  update ledger_head set size = size + 1, peaks = grown, root = node where tenant = new.tenant;
  return null;
end $$;
revoke execute on function grow_ledger from public;
create trigger grow_ledger after insert on ledger_entry for each row execute function grow_ledger();
