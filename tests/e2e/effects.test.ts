import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fhirStandIn, type FhirStandIn } from '../support/fhir-stand-in.ts';
import { startedFolder } from '../support/started-folder.ts';
import { run } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-effects-'));
const token = join(folder, 'token');
let server: FhirStandIn;
let settings: Record<string, string>;

beforeAll(async () => {
  server = await fhirStandIn();
  await startedFolder(join(folder, 'data'));
  writeFileSync(token, 's3cret\n');
  settings = {
    COUNTERSIGN_DATA_DIR: join(folder, 'data'),
    COUNTERSIGN_HTTP_PORT: 'off',
    COUNTERSIGN_FHIR_URL: server.url,
    COUNTERSIGN_FHIR_TOKEN_FILE: token,
  };
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const effects = (...words: readonly string[]) => run(['effects', ...words], settings);
const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('countersign effects', { timeout: 240_000 }, () => {
  test('a dead letter is listed, shown, sent again once by whoever may, and then there is nothing left to do', async () => {
    server.meet('refuses');
    await run(['ask', 'accept I50.23 on E-1042'], settings);

    const listed = await effects('--as', 'lee.okafor');
    expect(onOneLine(listed.stdout)).toContain('P-1 failed: code.accept I50.23 on E-1042. The FHIR server refused it (HTTP 422).');
    expect((await effects()).status).toBe(77);
    const shown = onOneLine((await effects('show', 'p-1', '--as', 'lee.okafor')).stdout);
    expect(shown).toContain('effect.failed by countersign');
    expect(shown).toContain(', begun once since it was last asked for');

    const resent = await effects('resend', 'P-1', '--as', 'lee.okafor');
    expect(resent).toMatchObject({ status: 0 });
    expect(onOneLine(resent.stdout)).toContain('done: Created as Condition/c1 at the FHIR server.');
    expect(onOneLine(resent.stdout)).toContain(', begun once since it was last asked for');
    expect((await effects('--as', 'lee.okafor')).stdout).toContain('No effect');

    expect(server.made()).toBe(1);
    expect(new Set(server.requests.map(({ headers }) => headers['authorization']))).toEqual(new Set(['Bearer s3cret']));
    expect(listed.stdout + listed.stderr + resent.stdout + resent.stderr).not.toContain('s3cret');
  });

  test('what is proposed again is named with its case, and the minute until which it waits', async () => {
    server.meet('refuses');
    await run(['ask', 'accept I25.5 on E-1042'], settings);
    const [id = ''] = /P-\d+(?=\s+failed)/.exec((await effects('--as', 'lee.okafor')).stdout) ?? [];
    const again = await effects('repropose', id, '--as', 'lee.okafor');

    expect([id, onOneLine(again.stderr)]).toEqual([expect.stringMatching(/^P-/), '']);
    expect(onOneLine(again.stdout)).toMatch(/pending: code\.accept I25\.5 on E-1042, until \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/);
  });

  test.each([
    [['--state', 'lost'], 'There is no state lost'],
    [['close', 'P-1'], 'Usage: countersign effects'],
    [['resend', 'P-1', 'now'], 'Usage: countersign effects'],
    [['forget', 'P-1'], 'Usage: countersign effects'],
  ])('%j is refused with what may be typed', async (words, says) => {
    const ran = await effects(...words);

    expect(ran.status).toBe(2);
    expect(onOneLine(ran.stderr)).toContain(says);
  });
});
