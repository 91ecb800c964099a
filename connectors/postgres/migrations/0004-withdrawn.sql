-- A proposal that whoever asked for it takes back while it waits. Nobody decided it.
alter table proposal drop constraint proposal_state_check;
alter table proposal add constraint proposal_state_check
  check (state in ('pending', 'approved', 'rejected', 'expired', 'superseded', 'withdrawn'));
