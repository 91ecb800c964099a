import { expect, test } from 'vitest';
import { aChart, anAct, versioned } from './builders.ts';
import type { Subject } from './subject.ts';

const NOTE = [
  'HOSPITAL COURSE:',
  '\u{1F600} She had acute kidney injuries, now resolving.\r',
  'Creatinine rose to 2.4 mg/dL. Kidneys were normal on ultrasound.',
  '',
  'PLAN:',
  '- Stop lisinopril',
  '- Follow up with nephrology',
].join('\n');

function storeTests(subject: () => Subject): void {
  test('gives a chart back as it was put', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const chart = aChart('E-1042', NOTE, '\uFEFFSecond note,\ttabs and \u0001 control.');
    await store.within(mine, (unit) => unit.charts.put(chart));

    expect(await store.within(mine, (unit) => unit.charts.find('E-1042'))).toEqual(chart);
    expect(await store.within(mine, (unit) => unit.charts.document('D-1042-2'))).toEqual(chart.documents[1]);
    expect(await store.within(mine, (unit) => unit.sources.version('chart:E-1042'))).toBe(chart.version);
  });

  test('replaces a chart whole', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const { end: _end, reason: _reason, ...encounter } = aChart('E-1').encounter;
    const smaller = versioned({
      ...aChart('E-1', 'Sepsis.'),
      encounter,
      patient: { id: 'P-2', sex: 'unknown' as const },
      observations: [],
      claims: [],
    });
    await store.within(mine, (unit) => unit.charts.put(aChart('E-1', NOTE, 'Second note about dialysis.')));
    await store.within(mine, (unit) => unit.charts.put(smaller));

    await store.within(mine, async ({ charts }) => {
      expect(await charts.find('E-1')).toEqual(smaller);
      expect(await charts.document('D-1-2')).toBeUndefined();
      expect(await charts.search('E-1', 'dialysis', 10)).toEqual([]);
      expect(await charts.search('E-1', 'sepsis', 10)).toHaveLength(1);
    });
  });

  test('knows nothing of what is not there', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ charts, sources }) => {
      expect(await charts.find('E-1')).toBeUndefined();
      expect(await charts.document('D-1')).toBeUndefined();
      for (const id of ['chart:E-1', 'edition:x', 'policy:x', 'E-1', 'constructor:x'])
        expect([id, await sources.version(id)]).toEqual([id, undefined]);
    });
  });

  test.each([
    "update document set body = replace(body, 'Sepsis', 'Septic shock')",
    "update document set role = 'other-clinician'",
    "update observation set value = '4.2'",
    'update claim set diagnoses = array_append(diagnoses, $$I10$$)',
    "update encounter set setting = 'outpatient'",
    'delete from observation',
  ])('does not give out a chart after: %s', async (statement) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.charts.put(aChart('E-1', 'Sepsis.')));
    await asOwner(`${statement} where tenant = $1`, [mine]);

    await expect(store.within(mine, (unit) => unit.charts.find('E-1'))).rejects.toMatchObject({ code: 'altered' });
    await expect(store.within(mine, (unit) => unit.charts.document('D-1-1'))).rejects.toMatchObject({ code: 'altered' });
  });

  test('does not give out a chart whose version was rewritten with it: the ledger has the version that was imported', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    const [chart, forged] = [aChart('E-1', 'Sepsis.'), aChart('E-1', 'Gout.')];
    await store.within(mine, async ({ charts, ledger }) => {
      await charts.put(chart);
      await ledger.append(anAct(mine, { act: 'chart.imported', about: { encounter: 'E-1', version: chart.version } }));
    });
    expect(await store.within(mine, (unit) => unit.charts.find('E-1'))).toEqual(chart);
    await store.within(mine, (unit) => unit.charts.put(forged));
    await expect(store.within(mine, (unit) => unit.charts.find('E-1'))).rejects.toMatchObject({ code: 'altered' });
    await asOwner(`update ledger_entry set about = replace(about::text, '${chart.version}', '${forged.version}')::json where tenant = $1`, [
      mine,
    ]);

    await expect(store.within(mine, (unit) => unit.charts.find('E-1'))).rejects.toMatchObject({ code: 'altered' });
  });

  test.each([
    ['that nobody imported', 'update encounter set seal = null where tenant = $1'],
    [
      'under the seal of another chart',
      `update encounter e set seal = (select o.seal from encounter o where o.tenant = e.tenant and o.id = 'E-2') where tenant = $1`,
    ],
    [
      'under the seal of another hospital',
      `update encounter e set seal = (select o.seal from encounter o where o.tenant = $2 and o.id = e.id) where tenant = $1`,
    ],
  ])('does not give out a chart %s', async (_says, statement) => {
    const { store, tenant, asOwner } = subject();
    const [mine, other] = [tenant(), tenant()];
    for (const one of [mine, other]) {
      await store.within(one, async ({ charts }) => {
        await charts.put(aChart('E-1', 'Sepsis.'));
        await charts.put(aChart('E-2', 'Sepsis.'));
      });
    }
    expect(await store.within(mine, (unit) => unit.charts.find('E-1'))).toEqual(aChart('E-1', 'Sepsis.'));
    await asOwner(statement, statement.includes('$2') ? [mine, other] : [mine]);

    await expect(store.within(mine, (unit) => unit.charts.find('E-1'))).rejects.toMatchObject({ code: 'altered' });
    await expect(store.within(mine, (unit) => unit.charts.document('D-1-1'))).rejects.toMatchObject({ code: 'altered' });
  });

  test('does not give out a chart that was written whole with the rights of the program', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    const { version } = versioned({ ...aChart('E-1'), observations: [], claims: [] });
    await asOwner(
      `insert into encounter (tenant, id, setting, start_day, end_day, reason, patient, patient_name, patient_sex, patient_birth_date, version)
       values ($1, 'E-1', 'inpatient', '2026-03-09', '2026-03-14', 'Shortness of breath', 'P-1', 'Testa, Marguerite', 'female', '1948-05-02', $2)`,
      [mine, version],
    );

    await expect(store.within(mine, (unit) => unit.charts.find('E-1'))).rejects.toMatchObject({ code: 'altered' });
  });

  test('refuses a document that belongs to another encounter, or occurs twice', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const chart = aChart('E-1', 'Sepsis.');
    await store.within(mine, (unit) => unit.charts.put(chart));
    const put = (documents: typeof chart.documents) => store.within(mine, (unit) => unit.charts.put({ ...aChart('E-2'), documents }));

    await expect(put(chart.documents)).rejects.toMatchObject({ says: 'Document D-1-1 of encounter E-2 is already in encounter E-1.' });
    await expect(put([...chart.documents, ...chart.documents])).rejects.toMatchObject({ code: 'bad-file' });
  });

  test('lists encounters, newest first, with their documents counted', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const later = aChart('E-2');
    await store.within(mine, async ({ charts }) => {
      await charts.put(aChart('E-1', 'One.', 'Two.'));
      await charts.put({ ...later, encounter: { ...later.encounter, start: '2026-04-01' as never } });

      expect(await charts.list(10)).toEqual([
        { encounter: 'E-2', setting: 'inpatient', start: '2026-04-01', documents: 0 },
        { encounter: 'E-1', setting: 'inpatient', start: '2026-03-09', documents: 2 },
      ]);
      expect(await charts.list(1)).toHaveLength(1);
    });
  });
}

function versionTests(subject: () => Subject): void {
  test('a version that a decision was checked against stands until the decision is committed', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.charts.put(aChart('E-1', 'Sepsis.')));
    const { promise: checked, resolve: sayChecked } = Promise.withResolvers<void>();
    const decision = store.within(mine, async ({ charts, sources }) => {
      const before = await sources.version('chart:E-1');
      sayChecked();
      for (let busy = 0; busy < 100; busy += 1) await charts.list(1);
      return [before, await sources.version('chart:E-1')];
    });
    await checked;
    await store.within(mine, (unit) => unit.charts.put(aChart('E-1', 'Sepsis, ruled out.')));
    const [before, after] = await decision;

    expect(after).toBe(before);
    expect(await store.within(mine, (unit) => unit.sources.version('chart:E-1'))).not.toBe(before);
  });
}

function findTests(subject: () => Subject): void {
  async function found(words: string): Promise<string[]> {
    const { store, tenant } = subject();
    return store.within(tenant(), async ({ charts }) => {
      await charts.put(aChart('E-1', 'Nothing here.', NOTE));
      await charts.put(aChart('E-2', 'The kidney of another encounter.'));
      const hits = await charts.search('E-1', words, 10);
      expect(hits.map(({ document }) => document)).toEqual(hits.map(() => 'D-1-2'));
      return hits.map(({ start, end }) => NOTE.slice(start, end).trim());
    });
  }

  test.each([
    ['finds a word in another form of it', 'kidney injury', ['\u{1F600} She had acute kidney injuries, now resolving.']],
    ['takes any of the words where no passage has all', 'lisinopril ultrasound', ['Kidneys were normal on ultrasound.', 'Stop lisinopril']],
    ['takes the words of a hyphenated one apart where the note does not have it', 'follow-up nephrologist', ['Follow up with nephrology']],
    ['keeps to a phrase in quotation marks', '"normal kidneys"', []],
    ['leaves out what a minus forbids', 'kidney -injury', ['Kidneys were normal on ultrasound.']],
    ['finds nothing for words that are nowhere', 'dialysis', []],
    ['finds nothing for words that say nothing', 'what is the', []],
    ['finds nothing for no words', '', []],
    ['takes punctuation for what it is', `'; drop table passage & | ! <-> :* ( nephrology`, ['Follow up with nephrology']],
  ])('%s', async (_name, words, expected) => {
    expect((await found(words)).map((text) => text.replace(/^- /, ''))).toEqual(expected);
  });

  test('names the encounters that a mistyped one may mean, the likeliest first', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ charts }) => {
      for (const id of ['E-1042', 'E-1024', 'E-1043', 'E-2077', 'IMPORTED-1']) await charts.put(aChart(id));

      expect(await charts.near('e1042', 3)).toEqual(['E-1042', 'E-1024', 'E-1043']);
      expect(await charts.near('E-1402', 1)).toEqual(['E-1042']);
      expect(await charts.near('E-9999', 3)).toEqual([]);
      expect(await charts.near('', 3)).toEqual([]);
    });
  });
}

export function chartsContract(subject: () => Subject): void {
  storeTests(subject);
  versionTests(subject);
  findTests(subject);
}
