-- What was said in chat is kept for a while and no longer.
grant delete on chat_message, chat_card to countersign_app;
create index chat_message_by_age on chat_message (tenant, wanted_at);
