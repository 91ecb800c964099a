-- Codes that signed-out browsers show. `code` and `browser` are hashes. `seal` bears out who confirmed it.
create table sign_in_code (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  code text not null check (code ~ '^[0-9a-f]{64}$'),
  browser text not null check (browser ~ '^[0-9a-f]{64}$'),
  number text not null check (number ~ '^[0-9]{2}$'),
  seen_as text not null,
  asked_at timestamptz not null,
  wrong integer not null default 0,
  confirmed_by text,
  seal text,
  used boolean not null default false,
  primary key (tenant, code),
  check ((confirmed_by is null) = (seal is null))
);
create index sign_in_code_by_browser on sign_in_code (tenant, browser, asked_at);
create index sign_in_code_by_time on sign_in_code (tenant, asked_at);
select keep_tenants_apart('sign_in_code');
grant select, insert, delete on sign_in_code to countersign_app;
grant update (wrong, confirmed_by, seal, used) on sign_in_code to countersign_app;

-- Codes that somebody said and that do not hold.
create table sign_in_try (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  number bigint not null generated always as identity,
  person text not null,
  at timestamptz not null,
  primary key (tenant, number)
);
create index sign_in_try_by_person on sign_in_try (tenant, person, at);
select keep_tenants_apart('sign_in_try');
grant select, insert, delete on sign_in_try to countersign_app;

-- Who is signed in to the pages. `token` is a hash.
create table console_session (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  token text not null check (token ~ '^[0-9a-f]{64}$'),
  person text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  ended boolean not null default false,
  seal text not null,
  primary key (tenant, token)
);
create index console_session_by_time on console_session (tenant, opened_at);
select keep_tenants_apart('console_session');
grant select, insert, delete on console_session to countersign_app;
grant update (seen_at, ended) on console_session to countersign_app;
