import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Audit } from '#app/ledger/audit.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { openCheckpoint, signCheckpoint } from '#guardrails/audit/checkpoint.ts';
import type { Sealer } from '#guardrails/audit/seal.ts';
import { openNote, readVerifier, signer, verifierText } from '#guardrails/audit/signed-note.ts';
import { anAct } from './contracts/builders.ts';
import { subjectOver } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { ROOT, SIZE, tamperedLedger, type TamperedLedger } from './support/tampered-ledger.ts';

const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);

describe.each(usable)('the signing key of a ledger on $name', ({ open }) => {
  let database: Database;
  let ledger: TamperedLedger;
  let audit: Audit;
  let keyFile: string;

  const enter = async (names: { from: string; to: string }) => {
    await subjectOver(database).store.within(ledger.tenant, (unit) =>
      unit.ledger.append(anAct(ledger.tenant, { act: 'ledger.key-rotated', about: { ...names } })),
    );
  };
  const notes = () =>
    readFileSync(ledger.file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { note: string }).note);
  const standalone = (key: string) =>
    audit
      .exportLeaves({ of: 'all' }, mkdtempSync(join(ledger.folder, 'out-')))
      .then(
        ({ file }) =>
          spawnSync(process.execPath, [
            join(ROOT, 'bin/verify-ledger.mjs'),
            '--export',
            file,
            '--key',
            key,
            '--retired',
            `${keyFile}.retired`,
          ]).status,
      );

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    ledger = await tamperedLedger(database);
    audit = ledger.audit;
    keyFile = join(ledger.folder, 'ledger-key.pem');
    await audit.checkpoint();
  });

  test('is handed over by a checkpoint that both keys signed, and what the old one signed before still counts', async () => {
    const { key: old } = await audit.verify();
    await ledger.add(3);
    const { from, to, note, size } = await audit.rotateKey(enter);
    await ledger.add(2);
    await audit.checkpoint();

    expect({ from, size }).toEqual({ from: old, size: SIZE + 4 });
    expect(
      openNote(note, [readVerifier(from), readVerifier(to)])
        ?.signedBy.map(verifierText)
        .toSorted(),
    ).toEqual([from, to].toSorted());
    expect(openCheckpoint(note, [readVerifier(old)])).toMatchObject({ size: SIZE + 4 });
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK', size: SIZE + 6, anchoredTo: SIZE + 6 }, key: to });
    expect(openCheckpoint(notes().at(-1) ?? '', [readVerifier(old)])).toBeUndefined();
    expect(await standalone(to)).toBe(0);
  });

  test('is known to a process that was running when it was handed over', async () => {
    const other = await ledger.auditOf();
    const { to } = await audit.rotateKey(enter);
    await ledger.add(1);
    const { note, key } = await other.checkpoint();

    expect(key).toBe(to);
    expect(openCheckpoint(note, [readVerifier(to)])).toMatchObject({ size: SIZE + 2 });
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK' } });
  });

  test('vouches for nothing beyond the hand-over once it is retired, whoever has a copy', async () => {
    const stolen = join(ledger.folder, 'stolen.pem');
    copyFileSync(keyFile, stolen);
    const { to, size } = await audit.rotateKey(enter);
    await ledger.add(1);
    const { note } = await audit.checkpoint();
    const checkpoint = openCheckpoint(note, [readVerifier(to)]);
    const thief = signer(`countersign/${ledger.tenant}`, readFileSync(stolen, 'utf8'));
    const handOver = openCheckpoint(notes().at(-2) ?? '', [readVerifier(to)]);
    if (checkpoint === undefined || handOver === undefined) throw new Error('there is no checkpoint to forge');

    appendFileSync(ledger.file, `${JSON.stringify({ note: signCheckpoint(handOver, [thief]) })}\n`);
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK', anchoredTo: size + 1 } });
    appendFileSync(ledger.file, `${JSON.stringify({ note: signCheckpoint(checkpoint, [thief]) })}\n`);
    await expect(audit.verify()).rejects.toMatchObject({
      code: 'altered',
      says: expect.stringContaining('had been retired before') as string,
    });
    expect(await standalone(to)).toBe(5);
  });

  test('seals no act beyond the hand-over once it is retired, and what it sealed before still counts', async () => {
    const thief = signer(`countersign/${ledger.tenant}`, readFileSync(keyFile, 'utf8'));
    const { to } = await audit.rotateKey(enter);
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK' } });
    expect(await standalone(to)).toBe(0);
    const index = SIZE + 1;
    const sealed: Sealer = { seal: async (text) => thief.sign(text).toString('base64'), isSealed: async () => true };
    await postgresStore(database, { salt: () => 'salt', sealer: sealed }).within(ledger.tenant, (unit) =>
      unit.ledger.append(anAct(ledger.tenant, { act: 'principal.set', about: { principal: 'mallory' } })),
    );

    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'BROKEN', firstBad: index } });
    await expect(audit.checkpoint()).rejects.toMatchObject({ code: 'altered' });
    expect(await standalone(to)).toBe(20);
  });

  test('can be handed over again after it was cut off in the middle, and the ledger verifies at every point', async () => {
    const before = await audit.verify();
    await expect(audit.rotateKey(() => Promise.reject(new Error('the power went')))).rejects.toThrow('the power went');
    const between = await audit.verify();
    await ledger.add(1);
    await audit.checkpoint();
    expect(between.key).not.toBe(before.key);
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK' } });

    const { from, to, note } = await audit.rotateKey(enter);
    expect([from, to]).toEqual([before.key, between.key]);
    expect(openNote(note, [readVerifier(from), readVerifier(to)])?.signedBy).toHaveLength(2);
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK', anchoredTo: SIZE + 2 } });
    expect(existsSync(`${keyFile}.retiring`)).toBe(false);
  });

  test('that was only copied aside when the power went is handed over like any other', async () => {
    const { key: old } = await audit.verify();
    copyFileSync(keyFile, `${keyFile}.retiring`);
    const { from, to } = await audit.rotateKey(enter);

    expect(from).toBe(old);
    expect(to).not.toBe(old);
    expect(await audit.verify()).toMatchObject({ verdict: { verdict: 'OK' }, key: to });
  });

  test('is handed over for no ledger that does not continue what it signed', async () => {
    const { key: old } = await audit.verify();
    await ledger.rewrite(3);
    await ledger.add(1);

    await expect(audit.rotateKey(enter)).rejects.toMatchObject({ code: 'altered' });
    expect((await audit.verify()).key).toBe(old);
  });

  test('lies in a file for its owner alone, and is refused from one that others can read', async () => {
    await audit.rotateKey(enter);
    expect([keyFile, `${keyFile}.retired`].map((file) => (statSync(file).mode & 0o777).toString(8))).toEqual(['600', '600']);
    chmodSync(keyFile, 0o640);

    await expect(ledger.auditOf()).rejects.toMatchObject({
      code: 'bad-config',
      says: expect.stringContaining('can be read by others (mode 640)') as string,
    });
  });

  test('that was retired is missed when its public half is taken away: old checkpoints are then nobody’s', async () => {
    await audit.rotateKey(enter);
    writeFileSync(`${keyFile}.retired`, '');

    await expect(audit.verify()).rejects.toMatchObject({ code: 'altered' });
  });
});
