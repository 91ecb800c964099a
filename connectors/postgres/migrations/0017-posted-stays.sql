-- What was posted stays posted: a remittance is written once more, at its end, and never after. By the ledger's entries of a remittance it is
-- told whether its rows are still what they were when it was brought in.
create policy unfinished_only on remittance as restrictive for update using (state = 'unfinished') with check (true);
create index ledger_entry_by_remittance on ledger_entry (tenant, (about ->> 'remittance'), index) where about ->> 'remittance' is not null;
