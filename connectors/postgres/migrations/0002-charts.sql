-- The patient stands in the encounter as that encounter knew them: another import never changes a chart under its version.
create table encounter (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  setting text not null,
  start_day date not null,
  end_day date,
  reason text,
  patient text not null,
  patient_name text,
  patient_sex text not null,
  patient_birth_date date,
  version text not null,
  primary key (tenant, id)
);
create index encounter_by_start on encounter (tenant, start_day desc, id);
create index encounter_by_patient on encounter (tenant, patient);
select keep_tenants_apart('encounter');
grant select, insert, update on encounter to countersign_app;

create table document (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  id text not null,
  encounter text not null,
  position integer not null,
  type text not null,
  title text not null,
  author text,
  author_title text,
  role text not null,
  status text not null,
  day date not null,
  sha256 text not null,
  body text not null,
  primary key (tenant, id),
  foreign key (tenant, encounter) references encounter (tenant, id)
);
create index document_by_encounter on document (tenant, encounter, position);
select keep_tenants_apart('document');
grant select, insert, delete on document to countersign_app;

-- Sentences and lines for full-text search, as offsets (UTF-16 units) into the document. `position` runs through the chart.
-- Searched by encounter: under row-level security `@@` is not leakproof, so an index on `words` would never be used.
create table passage (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  encounter text not null,
  position integer not null,
  document text not null,
  start_offset integer not null,
  end_offset integer not null,
  words tsvector not null,
  primary key (tenant, encounter, position),
  foreign key (tenant, document) references document (tenant, id) on delete cascade
);
create index passage_by_document on passage (tenant, document);
select keep_tenants_apart('passage');
grant select, insert on passage to countersign_app;

create table observation (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  encounter text not null,
  position integer not null,
  id text not null,
  name text not null,
  value text not null,
  unit text,
  day date not null,
  flag text,
  primary key (tenant, encounter, position),
  foreign key (tenant, encounter) references encounter (tenant, id)
);
select keep_tenants_apart('observation');
grant select, insert, delete on observation to countersign_app;

create table claim (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  encounter text not null,
  position integer not null,
  id text not null,
  payer text,
  diagnoses text[] not null,
  procedures text[] not null,
  primary key (tenant, encounter, position),
  foreign key (tenant, encounter) references encounter (tenant, id)
);
create index claim_by_id on claim (tenant, id);
select keep_tenants_apart('claim');
grant select, insert, delete on claim to countersign_app;
