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
