-- What a person said beside the reason of the policy's menu, how much care the effect takes, who escalated it, and what took its place.
alter table proposal add column care text;
alter table proposal add column note text;
alter table proposal add column escalated_by text;
alter table proposal add column replaced_by text;
grant update (note, escalated_by, replaced_by) on proposal to countersign_app;

-- What other systems call a person. Two people cannot be called the same.
create table identity (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  at text not null check (at in ('terminal', 'slack', 'teams', 'oidc', 'mcp')),
  id text not null,
  principal text not null,
  primary key (tenant, at, id),
  foreign key (tenant, principal) references principal (tenant, id)
);
create index identity_by_principal on identity (tenant, principal);
select keep_tenants_apart('identity');
grant select, insert, delete on identity to countersign_app;

-- Texts of policies. Which one is in force is what the ledger last heard, and no column of this table.
create table policy (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  version text not null,
  text text not null,
  kept_at timestamptz not null default clock_timestamp(),
  primary key (tenant, version)
);
select keep_tenants_apart('policy');
grant select, insert on policy to countersign_app;

create index ledger_entry_by_policy on ledger_entry (tenant, index) where about ->> 'adopts' is not null;
create index ledger_entry_by_authority on ledger_entry (tenant, (about ->> 'authority'), index) where about ->> 'authority' is not null;
create index ledger_entry_by_review on ledger_entry (tenant, index) where about ->> 'review' is not null;
