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
select keep_tenants_apart('ledger_entry');
grant select, insert on ledger_entry to countersign_app;

-- Size, peaks and root of each tenant's tree. Its row is also the lock under which a tenant's writers queue.
create table ledger_head (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  size bigint not null default 0,
  peaks bytea[] not null default '{}',
  root bytea not null default sha256(''),
  primary key (tenant)
);
select keep_tenants_apart('ledger_head');
grant select, insert, update on ledger_head to countersign_app;
