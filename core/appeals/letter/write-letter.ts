import type { ChartDocument } from '../../chart/chart.ts';
import type { Citation } from './citation.ts';
import { clinicalValidation, coding, medicalNecessity } from './grounds/documented-diagnoses.ts';
import { isThere, type AppealCase, type DeniedAmount, type Ground } from './grounds/ground.ts';
import { authorisation, coordination, levelOfCare, missingInformation, timelyFiling } from './grounds/paper-grounds.ts';
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
  const decision = [write.say('salutation')];
  const denied = [write.say('opening'), ...appeal.denied.flatMap((one) => deniedSentences(one, appeal, write))];
  const argued = GROUNDS[appeal.ground](appeal, write);
  if ('refused' in argued) return argued;
  const close = [write.say('request'), write.say('if-upheld')];
  const paragraphs = [decision, denied, ...argued.paragraphs.map((one) => [...one]), close].filter((one) => one.length > 0);
  const enclosures = enclosed(appeal, argued.documents, write);
  return {
    letter: { ground: appeal.ground, ...head, paragraphs, enclosures, sources: write.sources() },
    warnings: argued.warnings,
    documents: argued.documents,
  };
}

function addressee({ payer, records, remitted }: AppealCase, write: LetterWriter): LetterSentence[] {
  const terms = { terms: { kind: 'terms', payer: payer.id, on: remitted.date } as const };
  const lines = (['to-line-1', 'to-line-2', 'to-line-3', 'to-line-4', 'to-line-5'] as const).map((line) => write.sayFirst([line], terms));
  return [write.say('to-payer', { claim: { kind: 'claim', claim: records.claim.id } }), write.say('to-appeals'), ...lines.filter(isThere)];
}

function about({ records, remitted, denied }: AppealCase, write: LetterWriter): LetterSentence[] {
  const claim = { claim: { kind: 'claim', claim: records.claim.id } as const };
  const remit = { remit: { kind: 'remittance', remittance: remitted.remittance, segment: remitted.remitted.segment } as const };
  const amounts = Object.fromEntries(denied.map((one, place) => [`a${place + 1}`, adjustmentCite(one, remitted.remittance)]));
  return [
    write.sayFirst(['about-patient'], claim),
    write.sayFirst(['about-member'], claim),
    write.sayFirst(['about-claim'], claim),
    write.sayFirst(['about-payer-claim'], remit),
    write.sayFirst(['about-day', 'about-days'], claim),
    write.sayFirst(['about-provider'], claim),
    write.sayFirst(['about-remittance', 'about-notice'], remit),
    write.say('about-amount', amounts),
  ].filter(isThere);
}

export function adjustmentCite({ segment, place }: Pick<DeniedAmount, 'segment' | 'place'>, remittance: string): Citation {
  return { kind: 'adjustment', remittance, segment, place };
}

/** What was taken off, with the remarks beside it and what the line was billed as. */
function deniedSentences(denied: DeniedAmount, { records, remitted }: AppealCase, write: LetterWriter): LetterSentence[] {
  const adj = adjustmentCite(denied, remitted.remittance);
  const said =
    denied.line === undefined
      ? write.sayFirst(['denied-claim', 'denied-claim-notice'], { adj })
      : write.sayFirst(['denied-line', 'denied-line-notice'], { adj });
  const remarks = denied.remarks.map((_, at) =>
    write.sayFirst(['remark'], { remark: { kind: 'remark', remittance: remitted.remittance, segment: denied.segment, place: at + 1 } }),
  );
  const line = denied.claimLine;
  const billed =
    line === undefined
      ? undefined
      : write.sayFirst(['line-billed-one', 'line-billed'], { line: { kind: 'claim-line', claim: records.claim.id, line: line.number } });
  return [said, ...remarks, billed].filter(isThere);
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
