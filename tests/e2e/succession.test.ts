import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lineReader, Request } from '#connectors/daemon/message.ts';
import { ownDirectory } from '#connectors/owner/own-directory.ts';
import { countersign } from '../support/mcp-process.ts';
import { startedFolder } from '../support/started-folder.ts';
import { noTerminal, openTerminal, run } from '../support/terminal.ts';

const why = noTerminal();
if (why !== undefined) process.stderr.write(`Tests at a pseudo-terminal are skipped: ${why}.\n`);

const folder = mkdtempSync(join(tmpdir(), 'countersign-succession-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const settingsOf = (name: string) => ({ COUNTERSIGN_DATA_DIR: join(folder, name), COUNTERSIGN_HTTP_PORT: 'off' });
const holderOf = (name: string): { pid: number } => JSON.parse(readFileSync(join(folder, name, 'holder.json'), 'utf8')) as { pid: number };

/** An owner that greets whoever attaches, and dies when it is asked its first question. */
async function anOwnerThatDies(directory: string): Promise<void> {
  const ownership = await ownDirectory(directory);
  await ownership.writeHolder({ command: 'countersign start' });
  const user = { id: 'dana.reyes', name: 'Dana Reyes', roles: ['coder'] };
  const server = createServer((socket) => {
    const read = lineReader((line) => {
      const { id, method } = Request.parse(JSON.parse(line));
      if (method === 'status') socket.write(`${JSON.stringify({ id, result: { user, people: [user] } })}\n`);
      else void ownership.release().then(() => socket.destroy());
    });
    socket.setEncoding('utf8').on('data', read);
    socket.on('close', () => server.close());
  });
  await new Promise<void>((resolve) => server.listen(ownership.socketPath, resolve));
}

describe.skipIf(why !== undefined)('when the owner of the data goes', { timeout: 180_000 }, () => {
  test('an attached chat takes over at the next question, and its conversation goes on', async () => {
    const settings = settingsOf('exit');
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    const owner = await openTerminal(['start'], settings);
    const other = await openTerminal(['chat'], settings);
    expect(await other.ask('code E-1042')).toContain('I50.23');

    expect(await owner.leave()).toBe(0);
    expect(owner.raw()).toContain('One other is using this; it takes over.');

    const answer = await other.ask('accept I50.23');
    expect(answer).toContain('this one holds it now');
    expect(answer).toContain('approved');
    expect(readdirSync(join(folder, 'exit', 'effects'))).toHaveLength(1);
    expect(await other.leave()).toBe(0);
    expect(other.raw()).not.toContain('using this');
  });

  test('of several that were attached one takes over, and the others ask it', async () => {
    const settings = settingsOf('killed');
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    const owner = countersign(['start'], settings);
    await owner.says('Chat       countersign chat');
    const chats = await Promise.all(['a', 'b', 'c'].map(() => openTerminal(['chat'], settings)));
    await Promise.all(chats.map((chat) => chat.ask('code E-1042')));
    await owner.kill();

    const answers = await Promise.all(chats.map((chat) => chat.ask('why not I50.33?')));

    expect(answers.map((answer) => answer.includes('I50.33'))).toEqual([true, true, true]);
    expect(answers.filter((answer) => answer.includes('this one holds it now'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('another holds it now'))).toHaveLength(2);
    expect(holderOf('killed').pid).not.toBe(owner.pid);
    for (const chat of chats) expect(await chat.leave()).toBe(0);
  });

  test('a decision that it may have begun is not sent again, and the person is told to look', async () => {
    const settings = settingsOf('in doubt');
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    await anOwnerThatDies(join(folder, 'in doubt'));
    const chat = await openTerminal(['chat'], settings);

    const told = (await chat.ask('accept I50.23 on E-1042')).replaceAll(/\s+/g, ' ');
    const ledger = await chat.ask('show the ledger for E-1042');

    expect(told).toContain('it is not known whether this decision was taken');
    expect(told).toContain('Look with "show the ledger for E-1042"');
    expect(ledger).toContain('this one holds it now');
    expect(ledger).not.toContain('proposal.approved');
    expect(await chat.leave()).toBe(0);
  });

  test('a decision that was asked by the command line is not sent again either', async () => {
    await anOwnerThatDies(join(folder, 'asked once'));

    const { status, stderr } = await run(['ask', 'approve P-1'], settingsOf('asked once'));

    expect(status).toBe(69);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('it is not known whether this decision was taken');
  });

  test('a question that it may have begun is answered by the next', async () => {
    const settings = settingsOf('asked again');
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    await anOwnerThatDies(join(folder, 'asked again'));
    const chat = await openTerminal(['chat'], settings);

    expect(await chat.ask('why not I50.33 on E-1042?')).toContain('diastolic');
    expect(await chat.leave()).toBe(0);
  });
});
