import { expect, test } from 'vitest';
import { realisePath } from './realise-path.ts';

test.each([
  ['Failure, failed > heart > systolic > acute on chronic', 'acute on chronic systolic heart Failure'],
  ['Pneumonia > due to > Klebsiella', 'Pneumonia due to Klebsiella'],
  ['Diabetes, diabetic > type 2 > with > nephropathy', 'type 2 Diabetes with nephropathy'],
  ['Diabetes, diabetic > type 2 > with > coma due to > hypoglycemia', 'type 2 Diabetes with coma due to hypoglycemia'],
  ['Wound, open > thumb', 'thumb open Wound'],
  ['Adhesions, adhesive > pelvic > male', 'male pelvic Adhesions'],
  ['Injury > trachea, thoracic', 'thoracic trachea Injury'],
  ['History > personal > malignant neoplasm > breast', 'personal History of breast malignant neoplasm'],
  ['Psychosis, psychotic > alcoholic > with > anxiety disorder', 'alcoholic Psychosis with anxiety disorder'],
  ['Complication > transplant > heart > specified type NEC', 'other specified heart transplant Complication'],
  ['Osteoporosis > postmenopausal > with pathological fracture > carpus', 'postmenopausal Osteoporosis with carpus pathological fracture'],
  ['Hydrargyrism NEC', 'Hydrargyrism'],
])('%s', (path, expected) => {
  expect(realisePath({ table: 'index', path: path.split(' > ') })).toBe(expected);
});

test.each([
  ['Neoplasm > nerve > oculomotor', 'oculomotor nerve'],
  ['Neoplasm > lymph, lymphatic channel NEC > gland > axilla', 'lymph gland of axilla'],
  ['Neoplasm > connective tissue NEC > axilla', 'connective tissue of axilla'],
  ['Neoplasm > tongue > anterior NEC > ventral surface', 'ventral surface of anterior tongue'],
])('%s, of the table of neoplasms', (path, expected) => {
  expect(realisePath({ table: 'neoplasm', path: path.split(' > ') })).toBe(expected);
});
