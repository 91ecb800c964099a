import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

/** The code of a short form in an assessment; `untold` where it was found and could mean several things, `none` where it was not. */
function meaning(form: string, sentence: string): string {
  const trace = codeChart(aChart('outpatient', [`ASSESSMENT:\n${sentence}\n`]), starterEdition());
  const mention = trace.mentions.find(({ span }) => new RegExp(`\\b${form}`).test(span.text));
  if (mention === undefined) return 'none';
  const rule = trace.abstentions.find((one) => one.mention === mention.id)?.rule;
  return mention.code ?? (rule === 'find.ambiguous' ? 'untold' : 'none');
}

test.each([
  ['PE', '1. PE, on heparin', 'I26.99'],
  ['PE', 'Bilateral PE.', 'I26.99'],
  ['PE', 'PE: normal. Follow up in two weeks.', 'none'],
  ['PE', 'Seen for annual PE.', 'none'],
  ['PE', 'PE tubes placed in both ears.', 'none'],
  ['MS', 'MS with relapse, on ocrelizumab', 'G35.D'],
  ['MS', 'Relapsing remitting MS', 'G35.A'],
  ['MS', 'MS 2 mg IV given for pain.', 'none'],
  ['MS', 'MS changes noted by family.', 'none'],
  ['MS', 'MS stable', 'untold'],
  ['RA', 'RA on methotrexate', 'M06.9'],
  ['RA', 'Seropositive RA', 'M05.9'],
  ['RA', 'SpO2 96% on RA.', 'none'],
  ['RA', 'sats 95% RA', 'none'],
  ['RA', 'RA pressure 8 mmHg.', 'none'],
  ['RA', 'RA and LA are dilated.', 'none'],
  ['RA', 'RA stable', 'untold'],
  ['AS', 'Severe AS, awaiting TAVR', 'I35.0'],
  ['AS', 'AS with HLA-B27', 'untold'],
  ['AS', 'Drops AS twice daily.', 'none'],
  ['MR', 'Severe MR on echo', 'I34.0'],
  ['MR', 'MR brain without contrast ordered.', 'none'],
  ['AI', 'Severe AI on echo', 'I35.1'],
  ['AI', 'Note drafted using AI.', 'none'],
  ['MI', 'Acute MI', 'I21.9'],
  ['MI', 'Old MI in 2015', 'I25.2'],
  ['MI', 'Lives in Ann Arbor, MI.', 'none'],
  ['DM', 'DM, uncontrolled', 'E11.9'],
  ['DM', 'Cough, on Robitussin DM', 'none'],
  ['AF', 'AF with RVR', 'I48.91'],
  ['AF', 'AF, VSS.', 'none'],
  ['AF', 'Anterior fontanelle AF open and flat.', 'none'],
  ['ARF', 'ARF on CKD', 'N17.9'],
  ['ARF', 'ARF, likely prerenal', 'N17.9'],
  ['ARF', 'ARF with hypoxia, intubated', 'none'],
  ['ARF', 'ARF improving', 'untold'],
  ['PID', 'PID with cervical motion tenderness', 'N73.9'],
  ['PID', 'PID 443 in the register', 'untold'],
  ['CF', 'CF on Trikafta', 'E84.9'],
  ['CF', 'CF seen', 'untold'],
  ['PD', 'PD on levodopa', 'G20.A1'],
  ['PD', 'ESRD on PD', 'none'],
  ['PD', 'PD reviewed', 'untold'],
  ['NPH', 'NPH, shunt placed', 'G91.2'],
  ['NPH', 'NPH 20 units at bedtime', 'none'],
  ['CAP', 'CAP, on ceftriaxone', 'J18.9'],
  ['CAP', 'Take 1 CAP daily', 'none'],
  ['DOE', 'DOE for a week', 'R06.09'],
  ['DOE', 'Jane DOE', 'none'],
  ['PVD', 'PVD with claudication', 'I73.9'],
  ['PVD', 'Posterior vitreous detachment (PVD) left eye', 'none'],
  ['HHS', 'HHS on insulin drip', 'E11.00'],
  ['HHS', 'HHS guidelines were followed.', 'none'],
  ['PAD', 'PAD with rest pain', 'I73.9'],
  ['PAD', 'Heating PAD twice a day', 'none'],
  ['TB', 'Pulmonary TB', 'A15.0'],
  ['TB', 'TB 0.8, ALT 30', 'none'],
  ['SOB', 'SOB on exertion', 'R06.02'],
  ['PT', 'PT evaluated the patient; recommends a nursing facility.', 'none'],
  ['BS', 'BS 180 this morning.', 'none'],
  ['CRP', 'CRP 12.3', 'none'],
  ['UA', 'UA shows nitrites.', 'none'],
  ['ROM', 'ROM is full.', 'none'],
  ['CA', 'CA 9.2, Mg 2.0', 'none'],
  ['OD', 'VA OD 20/40, OS 20/30', 'none'],
  ['CD', 'CD given to the patient with images.', 'none'],
  ['UC', 'UC and blood cultures sent.', 'none'],
  ['ED', 'Seen in ED today.', 'none'],
  ['HD', 'HD 3 of the admission.', 'none'],
  ['ESRD', 'ESRD', 'N18.6'],
  ['HFpEF', 'HFpEF, euvolemic', 'I50.30'],
  ['NSTEMI', 'NSTEMI', 'I21.4'],
  ['COPD', 'COPD', 'J44.9'],
  ['OSA', 'OSA', 'G47.33'],
  ['GERD', 'GERD', 'K21.9'],
  ['ADHD', 'ADHD inattentive type', 'F90.0'],
  ['PTSD', 'PTSD', 'F43.10'],
  ['CKD', 'CKD3a', 'N18.31'],
  ['T2DM', 'T2DM', 'E11.9'],
  ['RLS', 'RLS', 'G25.81'],
])('%s in "%s" is %s', (form, sentence, expected) => {
  expect(meaning(form, sentence)).toBe(expected);
});

test('a mention of untold letters says so and leads to no code', () => {
  const trace = codeChart(aChart('outpatient', ['ASSESSMENT:\nMS stable\n']), starterEdition());

  expect(trace.suggestions).toEqual([]);
  expect(trace.abstentions.map(({ rule }) => rule)).toEqual(['find.ambiguous']);
});
