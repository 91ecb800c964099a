import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { officialEdition, whyNoOfficial } from '#tests/support/official.ts';
import { starterSource } from '#tests/support/starter.ts';
import { BINDING, officialNotes } from './official-notes.ts';

if (whyNoOfficial !== undefined) console.info(`The notes of the official FY2026 tabular list are not read: ${whyNoOfficial}.`);

describe.skipIf(whyNoOfficial !== undefined)('the notes of the official FY2026 tabular list', { timeout: 60_000 }, () => {
  test('each is held by a rule or listed with the reason, and every one that names a code is held but two', async () => {
    const folder = join(process.env['COUNTERSIGN_REFERENCE_DIR'] ?? '', 'icd10cm');
    const { official } = await readOfficialEdition(folder, { starter: starterSource(), year: '2026' });
    const tabular = official?.tabular ?? [];
    const { enforced, unenforced } = officialNotes(tabular);
    const printed = tabular.flatMap((entry) => [...BINDING, 'includes' as const].flatMap((kind) => entry[kind] ?? [])).length;
    const naming = unenforced.filter(({ kind, text }) => kind !== 'includes' && /\b[A-Z]\d[0-9A-Z](?:\.|-|\b)/.test(text));
    const counts = Map.groupBy(unenforced, ({ why }) => why);

    console.info(
      `notes: ${printed} printed, ${enforced} held by rules; not held: ${[...counts].map(([why, all]) => `${all.length} (${why})`).join(', ')}`,
    );
    expect(enforced + unenforced.length).toBe(printed);
    expect(enforced).toBeGreaterThan(9_900);
    expect(naming.map(({ code, why }) => `${code} ${why}`)).toEqual(['E87.2 condition in words', 'G31 names its own codes']);
  });

  test('the index makes some two hundred links of two conditions, each to a billable code', async () => {
    const edition = await officialEdition();
    const links = edition.combinations.filter(({ id }) => id.startsWith('combine.index-'));

    console.info(`links of the index: ${links.length}, of which ${links.filter(({ presumed }) => presumed).length} presumed`);
    expect(links.length).toBeGreaterThan(150);
    expect(links.every(({ gives }) => edition.code(gives)?.billable)).toBe(true);
    expect(links.filter(({ all, gives }) => all.flat().includes(gives))).toEqual([]);
  });
});
