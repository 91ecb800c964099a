-- Claims as they were sent. `claim` is what a chart says of them. Content is json, not jsonb: version and seal are over its text.
create table billed_claim (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  account text not null,
  encounter text,
  payer text not null,
  from_day date not null,
  total_cents bigint not null,
  content json not null,
  version text not null,
  seal text not null,
  primary key (tenant, id)
);
create index billed_claim_by_account on billed_claim (tenant, account, id);
create index billed_claim_by_encounter on billed_claim (tenant, encounter, id);
create index billed_claim_by_payer on billed_claim (tenant, payer, from_day desc, id);
create index billed_claim_by_day on billed_claim (tenant, from_day desc, id);
create index billed_claim_by_total on billed_claim (tenant, from_day, total_cents);
select keep_tenants_apart('billed_claim');
grant select, insert, update on billed_claim to countersign_app;

-- One transaction of an 835 file; `place` is its number there. While it is unfinished, its claims are still being written and nothing
-- of it counts.
create table remittance (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  number integer not null check (number > 0),
  id text not null generated always as ('R-' || number::text) stored,
  file text not null,
  sha256 text not null,
  place integer not null,
  state text not null default 'unfinished' check (state in ('unfinished', 'posted', 'quarantined')),
  payer text,
  trace text,
  payment_cents bigint not null,
  head json not null,
  tail json,
  version text,
  seal text,
  imported_at timestamptz not null default clock_timestamp(),
  primary key (tenant, number),
  unique (tenant, id),
  unique (tenant, sha256, place),
  check ((state = 'unfinished') = (tail is null) and (tail is null) = (seal is null) and (seal is null) = (version is null))
);
create index remittance_by_payment on remittance (tenant, trace, payment_cents);
create index remittance_by_state on remittance (tenant, state, number);
select keep_tenants_apart('remittance');
grant select, insert on remittance to countersign_app;
grant update (state, tail, version, seal, imported_at) on remittance to countersign_app;

-- What a remittance says of one claim. `denied_cents` is what the payer refused of it. `matched` is the claim here that it is about,
-- under a seal of its own, because a person may say so later; `why_not` says what kept it from being found.
create table remitted_claim (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  remittance integer not null,
  position integer not null,
  claim_id text not null,
  payer_claim_id text,
  payer text,
  day date,
  reversal boolean not null,
  denied_cents bigint not null,
  content json not null,
  version text not null,
  seal text not null,
  matched text,
  matched_by text,
  match_seal text,
  why_not text,
  about text not null generated always as (coalesce(matched, claim_id)) stored,
  primary key (tenant, remittance, position),
  foreign key (tenant, remittance) references remittance (tenant, number),
  check ((matched is null) = (matched_by is null) and (matched is null) = (match_seal is null) and (matched is null) = (why_not is not null))
);
create index remitted_claim_by_claim on remitted_claim (tenant, about, day, remittance, position);
create index remitted_claim_by_payer_claim on remitted_claim (tenant, payer_claim_id) where payer_claim_id is not null;
create index remitted_claim_denied on remitted_claim (tenant, day desc, remittance desc, position desc) where denied_cents > 0;
create index remitted_claim_unmatched on remitted_claim (tenant, remittance, position) where matched is null;
select keep_tenants_apart('remitted_claim');
grant select, insert, delete on remitted_claim to countersign_app;
grant update (matched, matched_by, match_seal, why_not) on remitted_claim to countersign_app;
-- What was posted stays: only what an import began and never finished can be taken away.
create policy unfinished_only on remitted_claim as restrictive for delete using (
  exists (select from remittance r where r.tenant = remitted_claim.tenant and r.number = remitted_claim.remittance and r.state = 'unfinished')
);

create table account (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  encounter text,
  content json not null,
  version text not null,
  seal text not null,
  primary key (tenant, id)
);
create index account_by_encounter on account (tenant, encounter, id);
select keep_tenants_apart('account');
grant select, insert, update on account to countersign_app;

-- Documents of payers and agencies. One that has come in is never changed: letters cite it.
create table policy_document (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  from_day date not null,
  until_day date,
  payer text,
  content json not null,
  version text not null,
  seal text not null,
  primary key (tenant, id, from_day)
);
select keep_tenants_apart('policy_document');
grant select, insert on policy_document to countersign_app;

-- Words of clauses for search. What they say is in the document, under its seal.
create table policy_clause (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  document text not null,
  from_day date not null,
  position integer not null,
  id text not null,
  words tsvector not null,
  primary key (tenant, document, from_day, position),
  foreign key (tenant, document, from_day) references policy_document (tenant, id, from_day)
);
select keep_tenants_apart('policy_clause');
grant select, insert on policy_clause to countersign_app;

create table payer_terms (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  payer text not null,
  from_day date not null,
  content json not null,
  version text not null,
  seal text not null,
  primary key (tenant, payer, from_day)
);
select keep_tenants_apart('payer_terms');
grant select, insert, update on payer_terms to countersign_app;

-- Whoever asks for the approved appeals of a claim, or the adjustments of an account.
create index proposal_by_subject on proposal (tenant, subject, kind);
