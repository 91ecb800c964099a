-- Records that everything rests on bear the seal of the installation beside what they hold.
alter table encounter add column seal text;
alter table edition add column seal text;
alter table conversation add column seal text;
