-- What came in from chat, numbered as it came. `event` may hold what a person typed: it is forgotten when it was worked, and the key
-- is kept. While `due_at` is to come, somebody works it or it waits. `why` says what kept it from being worked.
create table chat_inbox (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  key text not null,
  number bigint not null generated always as identity,
  lane text not null,
  event json,
  seal text,
  tries integer not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  why text,
  primary key (tenant, key),
  check ((event is null) = (done_at is not null))
);
create unique index chat_inbox_waiting on chat_inbox (tenant, lane, number) where done_at is null;
create index chat_inbox_done on chat_inbox (tenant, done_at) where done_at is not null;
select keep_tenants_apart('chat_inbox');
grant select, insert, delete on chat_inbox to countersign_app;
grant update (event, seal, tries, due_at, done_at, why) on chat_inbox to countersign_app;

-- Places of chat. `phi` counts only where the ledger bears it out. Nothing is sent there before `free_at`: it is held while somebody
-- sends, and for `spacing` afterwards. `shared`: people of other organisations read there, so `phi` counts for nothing.
create table chat_channel (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  surface text not null,
  workspace text not null,
  channel text not null,
  kind text not null,
  phi text not null default 'none' check (phi in ('none', 'full')),
  listed_by text,
  shared boolean not null default false,
  digests boolean not null default false,
  reference json,
  seal text,
  free_at timestamptz not null default '-infinity',
  spacing interval not null default '0',
  primary key (tenant, surface, workspace, channel),
  check ((reference is null) = (seal is null))
);
select keep_tenants_apart('chat_channel');
grant select, insert on chat_channel to countersign_app;
grant update (phi, listed_by, shared, digests, reference, seal, free_at, spacing) on chat_channel to countersign_app;

-- What is to stand in chat. `wanted` is raised whenever it is to stand otherwise, `sending` is what whoever sends it took, and
-- `stands` what came to stand: it is due while the first is above the last. `swept`: a proposal on it changed, and nobody asked.
create table chat_message (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id uuid not null,
  number bigint not null generated always as identity,
  surface text not null,
  workspace text not null,
  channel text not null,
  message json not null,
  seal text not null,
  wanted integer not null default 1,
  sending integer not null default 0,
  stands integer not null default 0,
  swept boolean not null default false,
  wanted_at timestamptz not null default clock_timestamp(),
  tries integer not null default 0,
  posted text,
  shown text,
  lost text,
  primary key (tenant, id),
  foreign key (tenant, surface, workspace, channel) references chat_channel (tenant, surface, workspace, channel)
);
create index chat_message_due on chat_message (tenant, surface, workspace, channel, swept, wanted_at, number)
  where wanted > stands and lost is null;
select keep_tenants_apart('chat_message');
grant select, insert on chat_message to countersign_app;
grant update (message, seal, wanted, sending, stands, swept, wanted_at, tries, posted, shown, lost) on chat_message to countersign_app;

-- Cards, and how each shows its proposal. One that left its message is kept: somebody may have clicked it. `watched`: what it shows can
-- still change.
create table chat_card (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id uuid not null,
  message uuid not null,
  proposal text not null,
  seen text not null,
  seal text not null,
  on_message boolean not null default true,
  sending_as text,
  sending_watched boolean not null default true,
  shown_as text,
  watched boolean not null default true,
  primary key (tenant, id),
  foreign key (tenant, message) references chat_message (tenant, id)
);
create index chat_card_by_message on chat_card (tenant, message);
create index chat_card_by_proposal on chat_card (tenant, proposal) where on_message;
create index chat_card_watched on chat_card (tenant, proposal) where watched and on_message and shown_as is not null;
select keep_tenants_apart('chat_card');
grant select, insert on chat_card to countersign_app;
grant update (on_message, sending_as, sending_watched, shown_as, watched) on chat_card to countersign_app;

-- Opaque names of cases, for places that may hold no identifiers.
create table case_handle (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  encounter text not null,
  handle text not null check (handle ~ '^K-[0-9A-HJKMNP-TV-Z]{6}$'),
  seal text not null,
  primary key (tenant, encounter),
  unique (tenant, handle)
);
select keep_tenants_apart('case_handle');
grant select, insert on case_handle to countersign_app;

create table chat_feedback (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  message uuid not null,
  given_by text not null,
  good boolean not null,
  given_at timestamptz not null default clock_timestamp(),
  primary key (tenant, message, given_by)
);
create index chat_feedback_by_time on chat_feedback (tenant, given_at);
select keep_tenants_apart('chat_feedback');
grant select, insert on chat_feedback to countersign_app;
grant update (good, given_at) on chat_feedback to countersign_app;

create index ledger_entry_by_place on ledger_entry (tenant, (about ->> 'place'), index) where about ->> 'place' is not null;

-- What people and places were told without having asked.
create table chat_notice (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  told text not null,
  what text not null,
  at timestamptz not null,
  primary key (tenant, told, what)
);
create index chat_notice_by_time on chat_notice (tenant, told, at);
select keep_tenants_apart('chat_notice');
grant select, insert, delete on chat_notice to countersign_app;
