-- The claim and the account that a conversation is about.
alter table conversation add column claim text, add column account text;
