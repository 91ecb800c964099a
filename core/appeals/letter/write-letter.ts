import { promisedCents } from '../appeal-answer.ts';
import type { ChartDocument } from '../../chart/chart.ts';
import type { Citation } from './citation.ts';
import { answerRemarks } from './answer-remarks.ts';
import { clinicalValidation } from './grounds/clinical-validation.ts';
import { coding, medicalNecessity } from './grounds/documented-diagnoses.ts';
import { deniedParagraphs, leftCites } from './denied-paragraphs.ts';
import { isThere, type AppealCase, type Ground } from './grounds/ground.ts';
import { authorisation, coordination, levelOfCare, timelyFiling } from './grounds/paper-grounds.ts';
import { missingInformation } from './grounds/records-request.ts';
import { bundling, duplicate } from './grounds/separate-services.ts';
import { letterWriter, type LetterWriter } from './letter-writer.ts';
import type { AppealGround, AppealLetter, LetterSentence } from './letter.ts';
import type { SentenceId } from './sentence-templates.ts';

const GROUNDS: Readonly<Record<AppealGround, Ground>> = {
  bundling,
  'medical-necessity': medicalNecessity,
  'clinical-validation': clinicalValidation,
  'level-of-care': levelOfCare,
  authorisation,
  'timely-filing': timelyFiling,
  coding,
  coordination,
  'missing-information': missingInformation,
  duplicate,
};

export type LetterTitle = Extract<SentenceId, `title-${string}`>;

export type WrittenLetter =
  | { readonly letter: AppealLetter; readonly warnings: readonly string[]; readonly documents: readonly ChartDocument['id'][] }
  | { readonly refused: string };

/**
 * The letter that contests a denial on one ground, each sentence of fact with its sources; or why there is none to send, and what is to be
 * done instead. The same case gives the same letter.
 */
export function writeLetter(appeal: AppealCase, title: LetterTitle): WrittenLetter {
  const write = letterWriter(appeal.records);
  const claim: Citation = { kind: 'claim', claim: appeal.records.claim.id };
  const head = { title: write.say(title, { claim }), to: addressee(appeal, write), about: about(appeal, write) };
  const begin = [[write.say('salutation')], ...deniedParagraphs(appeal, write)];
  const argued = GROUNDS[appeal.ground](appeal, write);
  if ('refused' in argued) return argued;
  const close = [...(appeal.ground === 'missing-information' ? [] : [write.say('request')]), write.say('if-upheld')];
  const answered = answerRemarks(appeal, write);
  const argument = [...argued.paragraphs, answered.sentences].filter((one) => one.length > 0).map((one) => [...one]);
  const paragraphs = [...begin, ...argument, close];
  const enclosures = enclosed(appeal, argued.documents, write);
  return {
    letter: { ground: appeal.ground, ...head, paragraphs, enclosures, sources: write.sources() },
    warnings: [...unaddressed(head.to, appeal), ...answered.warnings, ...argued.warnings],
    documents: argued.documents,
  };
}

/** The address that was entered for the payer's appeals. Its name stands above it once, whether the address begins with it or not. */
function addressee({ payer, records, remitted }: AppealCase, write: LetterWriter): LetterSentence[] {
  const terms = { terms: { kind: 'terms', payer: payer.id, on: remitted.date } as const };
  const lines = (['to-line-1', 'to-line-2', 'to-line-3', 'to-line-4', 'to-line-5'] as const)
    .map((line) => write.sayFirst([line], terms))
    .filter(isThere);
  const [first] = lines;
  if (first?.text.toLowerCase().startsWith(payer.name.toLowerCase()) === true) return lines;
  const named = write.say('to-payer', { claim: { kind: 'claim', claim: records.claim.id } });
  return [named, ...(first === undefined ? [write.say('to-appeals')] : lines)];
}

function unaddressed(to: readonly LetterSentence[], { payer }: AppealCase): readonly string[] {
  return to.some(({ template }) => template === 'to-appeals')
    ? [`No address for appeals is entered for ${payer.name}: the letter names the department alone. Enter it with the payer's terms.`]
    : [];
}

function about({ records, remitted, denied, answers }: AppealCase, write: LetterWriter): LetterSentence[] {
  const claim = { claim: { kind: 'claim', claim: records.claim.id } as const };
  const remit = { remit: { kind: 'remittance', remittance: remitted.remittance, segment: remitted.remitted.segment } as const };
  const amounts = leftCites({ denied, answers, remitted });
  return [
    write.sayFirst(['about-patient'], claim),
    write.sayFirst(['about-member'], claim),
    write.sayFirst(['about-claim'], claim),
    write.sayFirst(['about-payer-claim'], remit),
    write.sayFirst(['about-day', 'about-days'], claim),
    write.sayFirst(['about-provider'], claim),
    write.sayFirst(['about-remittance', 'about-notice'], remit),
    write.say(promisedCents(answers) === 0 ? 'about-amount' : 'about-amount-left', amounts),
  ].filter(isThere);
}

/** The payer's remittance, the claim, what other plans sent, and the documents that the letter quotes. */
function enclosed({ records, remitted, ground }: AppealCase, documents: readonly string[], write: LetterWriter): LetterSentence[] {
  const of = (one: AppealCase['remitted'] | (typeof records.remitted)[number]) =>
    ({ remit: { kind: 'remittance', remittance: one.remittance, segment: one.remitted.segment } }) as const;
  const others =
    ground === 'coordination'
      ? records.remitted.filter(({ payer, state }) => state === 'posted' && payer.id !== remitted.payer.id && payer.name !== undefined)
      : [];
  return [
    write.sayFirst(['enclosure-remittance'], of(remitted)),
    ...others.map((one) => write.sayFirst(['enclosure-other-remittance'], of(one))),
    write.sayFirst(['enclosure-claim'], { claim: { kind: 'claim', claim: records.claim.id } }),
    ...documents.map((document) =>
      write.sayFirst(['enclosure-document'], { document: { kind: 'document', document: document as ChartDocument['id'] } }),
    ),
  ].filter(isThere);
}
