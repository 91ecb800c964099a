import { expect, test } from 'vitest';
import { englishSyllables } from './english-syllables.ts';
import { spanishSyllables } from './spanish-syllables.ts';

const ENGLISH = {
  1: 'owe owed owes share shared charge paid pays plan rule rules asked called billed used hour month don’t may they you free',
  2: 'paying trying copay statement payment table able people doing being owing needed started agreed service review prior appeal simple handles didn’t',
  3: 'insurance copying usual annual quality financial agreement decided charity Medicare Medicaid itemized idea every',
  4: 'deductible coinsurance co-insurance emergency eligible available situation information',
};
const SPANISH = {
  1: 'plan que quien hay muy y ley',
  2: 'día leer pagó debe país ciudad agua cuenta viernes aún',
  3: 'seguro hospital factura ayuda atención servicio ahora Uruguay incluye ingreso',
  4: 'deducible teléfono información reembolso apelación vehículo',
};

const counts = (words: Readonly<Record<number, string>>): (readonly [string, number])[] =>
  Object.entries(words).flatMap(([count, listed]) => listed.split(' ').map((word) => [word, Number(count)] as const));

test.each(counts(ENGLISH))('%s has %i syllables', (word, count) => {
  expect(englishSyllables(word)).toBe(count);
});

test.each(counts(SPANISH))('%s tiene %i sílabas', (word, count) => {
  expect(spanishSyllables(word)).toBe(count);
});
