/**
 * How long people wait in chat (bars F5 and F9), over the whole program between stand-ins of Slack and Teams: `node bench/chat-times.ts [rounds] [crashes]`,
 * 20 and 3 unless given; about two minutes. A proposal stands on both surfaces and is accepted on one of them: when do both cards say so? How soon does a person see
 * that they were heard? And where the process is killed as the first card is about to change: when are both final, counted from the kill?
 */
import { openChatProcess, until } from './chat-hospital.ts';

const [rounds = 20, crashes = 3] = process.argv.slice(2).map(Number);
const ENCOUNTERS = ['E-1042', 'E-1043', 'E-1044', 'E-1045', 'E-1046', 'E-1047', 'E-1048', 'E-2001', 'E-2002', 'E-2003', 'E-2004', 'E-2005'];
/** Whoever is senior alone decides the others. */
const FOR_A_CODER = /(P-\d+) · pending[^"]*?Decided by: coder or coding-lead/g;
const chat = await openChatProcess();
const heard: Record<'slack' | 'teams', number[]> = { slack: [], teams: [] };

await chat.start();
const waiting = await proposals(rounds + crashes);
const final: number[] = [];
for (const [round, id] of waiting.slice(0, rounds).entries()) final.push(await decided(id, round % 2 === 0 ? 'slack' : 'teams'));
const after: number[] = [];
for (const id of waiting.slice(rounds)) after.push(await decidedByDying(id));
await chat.close();

report(`both cards final after a decision, ${final.length} of them`, final, 5_000);
report(`first sign in Slack, ${heard.slack.length} questions`, heard.slack, 1_000);
report(`first sign in Teams, ${heard.teams.length} questions`, heard.teams, 1_000);
report(`both cards final after kill -9 and a new start, ${after.length} of them`, after, 60_000);

/** Ids of proposals that wait, made in a channel of their own. */
async function proposals(count: number): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const encounter of ENCOUNTERS) {
    if (found.size >= count) break;
    const before = chat.slack.standing().length;
    await chat.saysInSlack(`propose the codes of ${encounter}`, 'C0MAKING');
    const [made] = await until(() => {
      const more = chat.slack.standing().slice(before);
      return more.length > 0 ? more : undefined;
    }, 'the codes were proposed');
    for (const [, id = ''] of JSON.stringify(made?.args).matchAll(FOR_A_CODER)) found.add(id);
  }
  if (found.size < count) throw new Error(`only ${found.size} codes can be put up`);
  return [...found].slice(0, count);
}

/** Has the proposal shown on both surfaces, and gives its cards. */
async function shown(id: string): Promise<{ readonly slack: string; readonly teams: string; readonly channel: string }> {
  const channel = `C0${id.replace('-', '')}`;
  const status = chat.slack.next('assistant.threads.setStatus');
  const fromSlack = performance.now();
  await chat.saysInSlack(`show ${id}`, channel);
  await status;
  heard.slack.push(performance.now() - fromSlack);
  const typed = typing();
  const fromTeams = performance.now();
  await chat.saysInTeams(`show ${id}`);
  await until(() => (typing() > typed ? true : undefined), 'Teams was told that it is typing');
  heard.teams.push(performance.now() - fromTeams);
  const slack = await until(
    () => accepting(inSlack(channel), /"action_id":"accept"[^}]*?\}?[^}]*?"value":"([0-9a-f-]{36})"/),
    'Slack showed it',
  );
  const teams = await until(() => accepting(inTeams(id), /"verb":"accept"[^}]*?"card":"([0-9a-f-]{36})"/), 'Teams showed it');
  return { slack, teams, channel };
}

async function decided(id: string, where: 'slack' | 'teams'): Promise<number> {
  const { slack, teams, channel } = await shown(id);
  const from = performance.now();
  await (where === 'slack' ? chat.pressesInSlack(slack, channel) : chat.pressesInTeams(teams));
  await bothFinal(id, channel);
  return performance.now() - from;
}

/** The answer to the first change of a card never comes, as the process is gone. */
async function decidedByDying(id: string): Promise<number> {
  const { slack, channel } = await shown(id);
  chat.slack.meet('chat.update', { kind: 'slow' });
  const changing = chat.slack.next('chat.update');
  await chat.pressesInSlack(slack, channel);
  await changing;
  const from = performance.now();
  await chat.kill();
  await chat.start();
  await bothFinal(id, channel);
  return performance.now() - from;
}

function bothFinal(id: string, channel: string): Promise<true> {
  const isFinal = (shows: string) => shows.includes('Approved by Dana Reyes') && !/"(?:action_id|verb)":"accept"/.test(shows);
  return until(() => (isFinal(inSlack(channel)) && isFinal(inTeams(id)) ? true : undefined), `both cards of ${id} were final`);
}

function typing(): number {
  return chat.teams.called('post').filter(({ body }) => body['type'] === 'typing').length;
}

function inSlack(channel: string): string {
  return JSON.stringify(chat.slack.standing().filter((one) => one.channel === channel));
}

function inTeams(id: string): string {
  return JSON.stringify(chat.teams.standing().filter(({ activity }) => new RegExp(`\\b${id}\\b`).test(JSON.stringify(activity))));
}

function accepting(shows: string, card: RegExp): string | undefined {
  return card.exec(shows)?.[1];
}

function report(what: string, took: readonly number[], most: number): void {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
  process.stdout.write(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms, of at most ${most} ms\n`);
}
