-- What the sealed content of a claim says of its account and chart, so that one moved away in its other columns is still found.
alter table billed_claim add column sealed_account text generated always as (content ->> 'account') stored;
alter table billed_claim add column sealed_encounter text generated always as (content ->> 'encounter') stored;
create index billed_claim_by_sealed_account on billed_claim (tenant, sealed_account);
create index billed_claim_by_sealed_encounter on billed_claim (tenant, sealed_encounter);
-- The same payment may come again under another form of its trace number.
create index remittance_by_amount on remittance (tenant, payment_cents);
