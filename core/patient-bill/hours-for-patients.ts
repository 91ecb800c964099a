import type { Language } from '../reading-grade/count-text.ts';

/** The days of the week and what stands between them. Hours that hold another word are not translated, and then not said. */
const SPANISH: Readonly<Record<string, string>> = {
  monday: 'lunes',
  tuesday: 'martes',
  wednesday: 'miércoles',
  thursday: 'jueves',
  friday: 'viernes',
  saturday: 'sábado',
  sunday: 'domingo',
  mon: 'lunes',
  tue: 'martes',
  wed: 'miércoles',
  thu: 'jueves',
  fri: 'viernes',
  sat: 'sábado',
  sun: 'domingo',
  to: 'a',
  and: 'y',
  through: 'a',
  from: 'de',
  at: 'a las',
  am: 'a. m.',
  pm: 'p. m.',
  every: 'cada',
  day: 'día',
  noon: 'mediodía',
  weekdays: 'lunes a viernes',
};

/** When somebody answers, in the patient's language: `Monday to Friday, 8 am to 5 pm` is `de lunes a viernes, de 8 a. m. a 5 p. m.`. */
export function hoursForPatients(hours: string, language: Language): string | undefined {
  const said = hours.trim().replace(/\.$/, '');
  if (said === '') return undefined;
  if (language === 'en') return said;
  const words = said.match(/[A-Za-z]+/g) ?? [];
  if (words.some((word) => SPANISH[word.toLowerCase()] === undefined)) return undefined;
  const translated = said.replaceAll(/[A-Za-z]+/g, (word) => SPANISH[word.toLowerCase()] ?? word);
  return `de ${translated}`
    .replaceAll(/, (?=\d)/g, ', de ')
    .replace(/\.$/, '')
    .replace('de de ', 'de ');
}
