-- What payers answered appeals by letter, as somebody entered it: one answer an appeal.
create table appeal_answer (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  proposal text not null,
  claim text not null,
  content json not null,
  version text not null,
  seal text not null,
  primary key (tenant, proposal),
  foreign key (tenant, proposal) references proposal (tenant, id)
);
create index appeal_answer_by_claim on appeal_answer (tenant, claim);
select keep_tenants_apart('appeal_answer');
grant select, insert, update on appeal_answer to countersign_app;

-- Postings of an account are part of its version.
create index outbox_by_account on outbox (tenant, (payload ->> 'account')) where kind in ('adjustment.post', 'write-off.post');

-- Which remittances speak of a claim, written beside what they say of it: a word that was taken away is missed where that claim is read, and
-- of no other. The policy of the tenant is forced on the owner too, so it is lifted while the rows that are there are read.
create table remittance_names (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  claim text not null,
  remittance integer not null,
  primary key (tenant, claim, remittance),
  foreign key (tenant, remittance) references remittance (tenant, number)
);
alter table remitted_claim no force row level security;
insert into remittance_names (tenant, claim, remittance) select distinct tenant, about, remittance from remitted_claim;
alter table remitted_claim force row level security;
create index remittance_names_by_remittance on remittance_names (tenant, remittance);
select keep_tenants_apart('remittance_names');
grant select, insert on remittance_names to countersign_app;
