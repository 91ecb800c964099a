-- Whole traces by content id. A trace is never changed.
create table trace (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  encounter text not null,
  content json not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id)
);
create index trace_by_encounter on trace (tenant, encounter);
select keep_tenants_apart('trace');
grant select, insert on trace to countersign_app;

-- `content` is the edition's source text, gzipped.
create table edition (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  head json not null,
  sha256 text not null,
  state text not null check (state in ('loaded', 'active', 'retired')),
  codes integer not null,
  billable integer not null,
  loaded_at timestamptz not null default clock_timestamp(),
  content bytea not null,
  primary key (tenant, id)
);
select keep_tenants_apart('edition');
grant select, insert, update on edition to countersign_app;

-- What a conversation is about. Ids only, never what was said.
create table conversation (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  encounter text,
  code text,
  remembered_at timestamptz not null default clock_timestamp(),
  primary key (tenant, id)
);
select keep_tenants_apart('conversation');
grant select, insert, update on conversation to countersign_app;
