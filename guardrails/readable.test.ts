import { expect, test } from 'vitest';
import { mustBeReadable } from './readable.ts';

const HARD = 'Notwithstanding applicable contractual obligations, reimbursement determinations necessitate individualized documentation.';
const message = (text: string, changed: object = {}) => ({
  kind: 'patient-message.send' as const,
  payload: {
    v: 1,
    patient: 'P-9',
    to: { name: 'Marguerite Testa', is: 'patient' },
    channel: 'letter',
    language: 'en',
    subject: 'Your bill',
    text,
    ...changed,
  },
});

test('words that a patient can read pass the gate, in their language', () => {
  expect(() => mustBeReadable(message('Hello, Marguerite. You owe $5.00 now.'))).not.toThrow();
  expect(() => mustBeReadable(message('Hola. Usted debe $5.00 ahora.', { language: 'es' }))).not.toThrow();
});

test('words above grade 8 do not, whoever wrote them', () => {
  expect(() => mustBeReadable(message(HARD))).toThrow(/too hard to read\. It reads at grade .* Nothing was proposed\.$/);
});

test('an effect that is no message to a patient is not measured', () => {
  expect(() => mustBeReadable({ kind: 'query.send', payload: {} })).not.toThrow();
});
