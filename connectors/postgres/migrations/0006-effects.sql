-- Delivery. `claims` names the claim that holds a row; `next_attempt_at` is when it may be sent or read again, and null when only
-- a person moves it on. `last_error` is a code, never a receiver's words.
alter table outbox
  add column receiver text,
  add column attempts integer not null default 0 check (attempts >= 0),
  add column readings integer not null default 0 check (readings >= 0),
  add column claims integer not null default 0 check (claims >= 0),
  add column next_attempt_at timestamptz default clock_timestamp(),
  add column last_error text check (last_error ~ '^[a-z0-9-]{1,60}$');
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('owed', 'sending', 'done', 'failed', 'unknown', 'closed'));
alter table outbox add constraint outbox_owed_is_due check (state <> 'owed' or next_attempt_at is not null);
drop index outbox_due;
create index outbox_due on outbox (tenant, owed_at) where state in ('owed', 'sending', 'unknown');
create index outbox_by_state on outbox (tenant, state, owed_at) where state in ('failed', 'closed');
grant update (receiver, attempts, readings, claims, next_attempt_at, last_error) on outbox to countersign_app;
