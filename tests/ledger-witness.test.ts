import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Audit } from '#app/ledger/audit.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { Failure } from '#core/errors.ts';
import { isCosignature, readCosigner, signatureLines } from '#guardrails/audit/cosignature.ts';
import { anAct } from './contracts/builders.ts';
import { subjectOver } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { loopbackWitness, type LoopbackWitness } from './support/loopback-witness.ts';
import { SIZE, tamperedLedger, type TamperedLedger } from './support/tampered-ledger.ts';

const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);

describe.each(usable)('a witness of a ledger on $name', ({ open }) => {
  let database: Database;
  let ledger: TamperedLedger;
  let witness: LoopbackWitness;
  let audit: Audit;
  let told: Failure[];

  const watched = (more: { key?: string; url?: string } = {}) =>
    ledger.auditOf({ witness: { url: witness.url, key: witness.key, ...more } }, (thrown) => told.push(thrown as Failure));
  const cosigned = () => readFileSync(`${ledger.file}.cosigned`, 'utf8');

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    ledger = await tamperedLedger(database);
    witness = await loopbackWitness(`countersign/${ledger.tenant}`);
    told = [];
    await ledger.audit.checkpoint();
    witness.trust([(await ledger.audit.verify()).key]);
    audit = await watched();
  });
  afterEach(() => witness.close());

  test('is shown each checkpoint with the proof from the one before, and its cosignature is kept', async () => {
    await audit.checkpoint();
    await ledger.add(7);
    await audit.checkpoint();
    await ledger.add(5);
    const { note } = await audit.checkpoint();

    expect({ told, answers: witness.answers, seen: witness.seen()?.size }).toEqual({ told: [], answers: [200, 200, 200], seen: SIZE + 12 });
    const kept = (JSON.parse(cosigned().trim().split('\n').at(-1) ?? '') as { note: string }).note;
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    expect(signatureLines(kept).filter((line) => isCosignature(line, text, readCosigner(witness.key)))).toHaveLength(1);
    expect(await audit.verify()).toMatchObject({
      verdict: { verdict: 'OK' },
      witness: expect.stringContaining('bears out the same history') as string,
    });
  });

  test('is asked for nothing unless one is set', async () => {
    await ledger.add(1);
    await ledger.audit.checkpoint();
    await ledger.audit.verify();

    expect(witness.answers).toEqual([]);
    expect(existsSync(`${ledger.file}.cosigned`)).toBe(false);
  });

  test('that remembers more than is known here says so, and gets the proof from there', async () => {
    await audit.checkpoint();
    writeFileSync(`${ledger.file}.cosigned`, '');
    await ledger.add(3);
    await audit.checkpoint();

    expect({ told, answers: witness.answers }).toEqual({ told: [], answers: [200, 409, 200] });
  });

  test('that is down stops nothing: it is told, and the next checkpoint is shown to it', async () => {
    await witness.close();
    await ledger.add(1);
    const { size } = await audit.checkpoint();
    expect({ size, told: told.map(({ code }) => code) }).toEqual({ size: SIZE + 1, told: ['unavailable'] });

    const { key } = await ledger.audit.verify();
    witness = await loopbackWitness(`countersign/${ledger.tenant}`);
    witness.trust([key]);
    audit = await watched();
    await ledger.add(1);
    await audit.checkpoint();
    expect(witness.seen()?.size).toBe(SIZE + 2);
  });

  test('that cannot be asked leaves no ledger OK that was to be held against it', async () => {
    witness.answerWith({ status: 503, body: '' });

    await expect(audit.verify()).rejects.toMatchObject({
      code: 'unavailable',
      says: expect.stringContaining('does not answer: whether it has seen another history is not known') as string,
    });
  });

  test('finds a history that somebody with the key wrote anew, with the file of checkpoints as well', async () => {
    await audit.checkpoint();
    writeFileSync(ledger.file, '');
    writeFileSync(`${ledger.file}.cosigned`, '');
    await ledger.rewrite(3);
    await ledger.add(2);
    await audit.checkpoint();

    expect(told.map(({ code, says }) => `${code} ${/another history/.exec(says)?.[0]}`)).toEqual(['altered another history']);
    expect(witness.seen()?.size).toBe(SIZE);
    expect((await ledger.audit.verify()).verdict).toMatchObject({ verdict: 'OK' });
    expect((await audit.verify()).verdict).toMatchObject({ verdict: 'FORKED', at: SIZE });
  });

  test('finds entries that were cut off the end, with the checkpoints that vouched for them', async () => {
    const before = readFileSync(ledger.file, 'utf8');
    await ledger.add(5);
    await audit.checkpoint();
    await ledger.sql('delete from ledger_entry where tenant = $1 and index >= $2', [ledger.tenant, SIZE]);
    await ledger.rehash();
    writeFileSync(ledger.file, before);
    writeFileSync(`${ledger.file}.cosigned`, '');

    expect((await ledger.audit.verify()).verdict).toMatchObject({ verdict: 'OK' });
    expect((await audit.verify()).verdict).toMatchObject({ verdict: 'ROLLED BACK', size: SIZE, anchoredTo: SIZE + 5 });
  });

  test('finds that the last checkpoints were taken away', async () => {
    const before = readFileSync(ledger.file, 'utf8');
    await ledger.add(5);
    await audit.checkpoint();
    writeFileSync(ledger.file, before);
    writeFileSync(`${ledger.file}.cosigned`, '');

    await expect(audit.verify()).rejects.toMatchObject({
      code: 'altered',
      says: expect.stringContaining('checkpoints were taken away') as string,
    });
  });

  test('vouches by its cosignatures alone, where the file of checkpoints is gone', async () => {
    await audit.checkpoint();
    writeFileSync(ledger.file, '');
    await ledger.sql('delete from ledger_entry where tenant = $1 and index >= $2', [ledger.tenant, SIZE - 1]);
    await ledger.rehash();

    expect((await (await watched()).verify()).verdict).toMatchObject({ verdict: 'ROLLED BACK', anchoredTo: SIZE });
  });

  test('is not believed under another key than the one that was given for it', async () => {
    const other = await loopbackWitness('another');
    audit = await watched({ key: other.key });
    await ledger.add(1);
    await audit.checkpoint();
    await other.close();

    expect(told.map(({ says }) => /not a cosignature of the key/.test(says))).toEqual([true]);
    expect(existsSync(`${ledger.file}.cosigned`)).toBe(false);
  });

  test.each([
    ['no signature line', { status: 200, body: 'thank you\n' }, 'altered'],
    ['another page', { status: 302, body: '' }, 'unavailable'],
    ['more than an answer has', { status: 200, body: 'x'.repeat(100_000) }, 'unavailable'],
    ['that it knows no such ledger', { status: 404, body: '' }, 'bad-config'],
    ['that it knows no such key', { status: 403, body: '' }, 'bad-config'],
    ['a size beyond all numbers', { status: 409, body: '99999999999999999999\n' }, 'altered'],
    ['the same size again and again', { status: 409, body: '0\n' }, 'altered'],
  ])('that answers with %s is told of, and the checkpoint stands', async (_name, answer, code) => {
    witness.answerWith(answer);
    await ledger.add(1);
    const { size } = await audit.checkpoint();

    expect({ size, told: told.map((one) => one.code) }).toEqual({ size: SIZE + 1, told: [code] });
  });

  test('cosigns what a new key signed once its keeper knows that key, and the hand-over under the old one', async () => {
    await audit.checkpoint();
    await audit.rotateKey(async (names) => {
      await subjectOver(database).store.within(ledger.tenant, (unit) =>
        unit.ledger.append(anAct(ledger.tenant, { act: 'ledger.key-rotated', about: { ...names } })),
      );
    });
    expect({ told, answers: witness.answers, seen: witness.seen()?.size }).toEqual({ told: [], answers: [200, 200], seen: SIZE + 1 });

    const { key } = await audit.verify();
    await ledger.add(1);
    await audit.checkpoint();
    expect(told.map(({ code }) => code)).toEqual(['bad-config']);
    witness.trust([key]);
    await audit.checkpoint();
    expect({ told: told.length, seen: witness.seen()?.size }).toEqual({ told: 1, seen: SIZE + 2 });
  });
});
