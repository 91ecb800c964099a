import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { startedFolder } from '../support/started-folder.ts';
import { run } from '../support/terminal.ts';

const PLACE = 'slack:T012:C345';

async function addChannel(directory: string): Promise<void> {
  const database = await openDatabase({ directory });
  await database.pool.query(
    `insert into countersign.chat_channel (tenant, surface, workspace, channel, kind) values ('demo-hospital', 'slack', 'T012', 'C345', 'channel')`,
  );
  await database.close();
}

test('a compliance officer lists a channel for words of charts and withholds them again; a coder may not', async () => {
  const data = mkdtempSync(join(tmpdir(), 'channels-'));
  await startedFolder(data);
  const settings = { COUNTERSIGN_DATA_DIR: data, COUNTERSIGN_HTTP_PORT: 'off' };
  const channels = async (...words: string[]) => {
    const { status, stdout, stderr } = await run(['channels', ...words], settings);
    return { status, said: `${stdout}${stderr}`.replaceAll(/\s+/g, ' ') };
  };
  const officer = ['--as', 'ines.halloran'];

  expect(await channels(...officer)).toMatchObject({ status: 0, said: expect.stringContaining('not seen in any channel') });
  await addChannel(join(data, 'database'));
  expect(await channels('allow-phi', PLACE, '--reason', 'Coders alone', ...officer)).toMatchObject({
    status: 0,
    said: expect.stringContaining(`${PLACE} channel, may hold words of charts: listed by ines.halloran at 20`),
  });
  expect(await channels('digest', PLACE, 'on', ...officer)).toMatchObject({ status: 0, said: expect.stringContaining('digests on') });
  expect(await channels('withhold-phi', PLACE, ...officer)).toMatchObject({
    status: 0,
    said: expect.stringContaining('no words of charts, digests on'),
  });
  expect(await channels('allow-phi', 'slack:T012:C999', '--reason', 'Mistyped', ...officer)).toMatchObject({ status: 4 });
  expect(await channels('allow-phi', PLACE, '--reason', 'Mine', '--as', 'dana.reyes')).toMatchObject({
    status: 77,
    said: expect.stringContaining('may not list channels'),
  });
  for (const wrong of [['allow-phi', PLACE], ['digest', PLACE, 'maybe'], ['digest', PLACE], ['forget', PLACE], ['allow-phi']]) {
    expect([wrong, (await channels(...wrong, ...officer)).status]).toEqual([wrong, 2]);
  }
}, 240_000);
