/**
 * What turns that wait leave in the tables of checkpoints once their cases are closed (bar B10): `node bench/closed-cases.ts [cases]`,
 * on PostgreSQL by TEST_DATABASE_URL or the local server, else on the embedded database. Five turns go through the graph from the
 * question on; the others stand in the tables as copies of one of them, each with a thread and a proposal of its own. All are closed
 * the same way: the graph is resumed for each, reads its proposal, reports, and the thread is removed.
 */
import { databases } from '#tests/support/databases.ts';
import { fill } from '#tests/support/hospital.ts';
import { agentOn, closeUntold, heldIn, repeatTurn } from '#tests/support/waiting-cases.ts';

const [cases = '10000'] = process.argv.slice(2);
const MANY = Number(cases);
const ASKED = ['propose everything on E-1042', 'propose I10 on E-1043', 'propose N17.9 on E-1042', 'propose E11.22 on E-1044'];
const REPEATED = 'propose I50.23 on E-1044';

const kinds = (await databases()).filter(({ skip }) => skip === undefined);
const kind = kinds.find(({ name }) => name === 'postgres') ?? kinds[0];
if (kind === undefined) throw new Error('no database');
const hospital = await fill(await kind.open(), ['E-1042', 'E-1043', 'E-1044']);
const agent = await agentOn(hospital.database, hospital, 'turn');
const { actor } = hospital.as('coder');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
let said = 0;
const ask = async (text: string) => (await agent.ask({ conversation: `c-${(said += 1)}`, actor, text })).proposals;

const proposals = await ask(ASKED[0] ?? '');
const fresh = await heldIn(hospital);
for (const id of proposals.slice(1)) {
  await closeUntold(hospital, [id]);
  await agent.tell(id, hospital.tenant);
}
const worn = await heldIn(hospital);
say(`${kind.name}: a case with ${proposals.length} proposals open: ${fresh.rows} rows, ${fresh.bytes} bytes`);
say(`the same when ${proposals.length - 1} of them were decided: ${worn.rows} rows, ${worn.bytes} bytes`);

for (const text of ASKED.slice(1)) await ask(text);
const [repeated = ''] = await ask(REPEATED);
const [{ thread } = { thread: '' }] = await hospital.asOwner<{ thread: string }>(
  'select thread from checkpoints.waiting_turn where proposal = $1',
  [repeated],
);
const count = async (): Promise<number> =>
  (await hospital.asOwner<{ n: number }>('select count(distinct thread)::int as n from checkpoints.waiting_turn'))[0]?.n ?? 0;
await repeatTurn(hospital, thread, repeated, MANY - (await count()));
const open = { turns: await count(), ...(await heldIn(hospital)) };
say(`${open.turns} turns wait: ${open.rows} rows, ${open.bytes} bytes, ${(open.rows / open.turns).toFixed(1)} rows a turn`);

await closeUntold(hospital);
const since = performance.now();
while ((await count()) > 0) await agent.catchUp(hospital.tenant);
const took = performance.now() - since;
const left = await heldIn(hospital);
say(
  `all closed and told in ${(took / 1000).toFixed(1)} s, ${(took / open.turns).toFixed(1)} ms each: ${left.rows} rows, ${left.bytes} bytes left`,
);
await hospital.close();
process.exitCode = left.rows === 0 && Math.max(fresh.rows, worn.rows) <= 60 && Math.max(fresh.bytes, worn.bytes) <= 200 * 1024 ? 0 : 1;
