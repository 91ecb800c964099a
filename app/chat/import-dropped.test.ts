import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Hospital } from '#tests/support/hospital.ts';
import { importDropped } from './import-dropped.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
});
afterAll(() => hospital.close());

test.each(['chart.json/../../../etc/x', `chart.${'x'.repeat(250)}`, 'chart.json\u202Egnp', 'chart.<b>', 'chart. ', '..', ''])(
  'reads a file that was dropped as %j, and gives it back under its name',
  async (name) => {
    const report = await importDropped(hospital.store, [{ name, content: Buffer.from('no chart') }], hospital.as('coder').actor);

    expect(report).toMatchObject({ imported: [], refused: [{ file: name }] });
  },
);
