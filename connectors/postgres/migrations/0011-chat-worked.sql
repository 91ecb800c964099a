-- By the digest of its key: whether an event of chat was worked.
create index ledger_entry_by_event on ledger_entry (tenant, (about ->> 'event'), index) where about ->> 'event' is not null;
