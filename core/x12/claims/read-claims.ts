import type { Draft } from '../draft.ts';
import { dayAt } from '../element-values.ts';
import { gatherFindings, type Find } from '../finding.ts';
import { giveSet } from '../give-set.ts';
import { hierarchy } from '../hierarchy.ts';
import { INSTITUTIONAL, PROFESSIONAL } from '../loops/claim-shapes.ts';
import { walkLoops, type Visit } from '../loops/walk-loops.ts';
import { partyOf, takeOfParty, type Party } from '../party.ts';
import { readDay } from '../read-day.ts';
import { elementOf, givenOf, type Segment } from '../segment.ts';
import type { SetEvent } from '../set-event.ts';
import type { SetHead, SetReader } from '../transaction.ts';
import { checkClaim837 } from './check-claim-837.ts';
import type { Claim837, ClaimsHead, Dependent, Insured } from './claim-837.ts';
import { errorsByPlace } from './errors-by-place.ts';
import { claimOf837, takeOfClaim837 } from './read-claim-837.ts';
import { lineOf, takeOfAdjudication, takeOfDrug, takeOfLine837 } from './read-line-837.ts';
import { insuredOf, otherPayerOf, takeOfOtherPayer } from './read-other-payer.ts';

export type ClaimsEvent = SetEvent<ClaimsHead, Claim837>;

/** `837P` or `837I` by the implementation that a transaction names; `undefined` for another, such as dental claims. */
export function claimsType({ version }: SetHead): ClaimsHead['type'] | undefined {
  if (/X(?:222|098)/.test(version)) return '837P';
  return /X(?:223|096)/.test(version) ? '837I' : undefined;
}

/** What stands above the claim that is being read. */
interface Above {
  billing: Draft<Party> | undefined;
  payTo: Draft<Party> | undefined;
  payToPlan: Draft<Party> | undefined;
  subscriber: Draft<Insured> | undefined;
  payer: Draft<Party> | undefined;
  patient: Draft<Dependent> | undefined;
}

const NOTHING_ABOVE = {
  billing: undefined,
  payTo: undefined,
  payToPlan: undefined,
  subscriber: undefined,
  payer: undefined,
  patient: undefined,
};

/** Where the reading of one 837 stands. */
interface Reading {
  readonly head: Draft<ClaimsHead>;
  readonly above: Above;
  claim: Draft<Claim837> | undefined;
  /** Whom the last NM1 named. */
  party: Draft<Party> | undefined;
}

/** Reads the claims of one 837, each with all that stands above it. */
export function claimsReader(set: SetHead, type: ClaimsHead['type'], give: (event: ClaimsEvent) => void): SetReader {
  const { find: keep, all } = gatherFindings();
  const errors = errorsByPlace();
  const find: Find = (finding) => {
    keep(finding);
    errors.note(finding);
  };
  const reading: Reading = { head: { type }, above: { ...NOTHING_ABOVE }, claim: undefined, party: undefined };
  const giving = giveSet<ClaimsHead, Claim837>(set, reading.head, give);
  const giveClaim = (before: number): void => {
    const { claim } = reading;
    if (claim === undefined) return;
    checkClaim837(claim, find);
    giving.item(claim, errors.take(claim.segment ?? 0, before));
    reading.claim = undefined;
  };
  const visit: Visit = (segment, { shape: { id } }, begins) => {
    if (begins && segment.name === 'HL') {
      giveClaim(segment.number);
      giving.head();
      startLevel(reading.above, id);
    } else if (begins && id === '2300') {
      giveClaim(segment.number);
      const kind = type === '837I' ? 'institutional' : 'professional';
      reading.claim = { ...claimOf837(kind, segment, find), ...reading.above };
    } else takeSegment(reading, segment, id, begins, find);
  };
  const walk = walkLoops(type === '837I' ? INSTITUTIONAL : PROFESSIONAL, visit, find);
  const levels = hierarchy(find);
  return {
    find,
    take(segment) {
      if (segment.name === 'HL') levels(segment);
      walk.take(segment);
    },
    close() {
      walk.close();
      giveClaim(Infinity);
      giving.tail(all());
    },
  };
}

function startLevel(above: Above, level: string): void {
  if (level === '2000A') Object.assign(above, NOTHING_ABOVE);
  if (level === '2000B') Object.assign(above, { subscriber: undefined, payer: undefined });
  above.patient = undefined;
}

function takeSegment(reading: Reading, segment: Segment, id: string, begins: boolean, find: Find): void {
  const { claim, party, above, head } = reading;
  if (segment.name === 'NM1') {
    reading.party = partyOf(segment);
    if (begins) placeParty(reading.party, id, reading);
  } else if (id === '') takeHead(head, segment);
  else if (claim === undefined && id.startsWith('20')) takeAbove(above, party, id, segment);
  else if (claim === undefined) {
    if (party !== undefined) takeOfParty(party, segment);
  } else if (id === '2330B' && segment.name === 'DTP') {
    const other = claim.otherPayers.at(-1);
    if (other !== undefined) takeOfOtherPayer(other, segment, find);
  } else if (!PARTY_LOOPS.test(id) || party === undefined || !takeOfParty(party, segment)) takeInClaim(claim, id, segment, begins, find);
}

const PARTY_LOOPS = /^2(?:310|330|420)/;

function takeHead(head: Draft<ClaimsHead>, segment: Segment): void {
  if (segment.name !== 'BHT') return;
  head.reference = givenOf(segment, 3);
  head.createdOn = readDay(elementOf(segment, 4));
}

/** Puts a party where its loop belongs. */
function placeParty(party: Draft<Party>, id: string, { head, above, claim }: Reading): void {
  if (id === '1000A') head.submitter = party;
  else if (id === '1000B') head.receiver = party;
  else if (id === '2010AA') above.billing ??= party;
  else if (id === '2010AB') above.payTo ??= party;
  else if (id === '2010AC') above.payToPlan ??= party;
  else if (id === '2010BA') above.subscriber = { order: '', ...above.subscriber, party };
  else if (id === '2010BB') above.payer ??= party;
  else if (id === '2010CA') above.patient = { ...above.patient, party };
  else if (id.startsWith('2310')) claim?.providers.push(party);
  else if (id.startsWith('2330')) placeOther(party, id, claim);
  else if (id.startsWith('2420')) claim?.lines.at(-1)?.providers.push(party);
}

function placeOther(party: Draft<Party>, id: string, claim: Draft<Claim837> | undefined): void {
  const other = claim?.otherPayers.at(-1);
  if (other === undefined) return;
  if (id === '2330A') other.subscriber = party;
  else if (id === '2330B') other.payer = party;
  else other.providers.push(party);
}

/** Segments of the levels and of the parties above a claim. */
function takeAbove(above: Above, party: Draft<Party> | undefined, id: string, segment: Segment): void {
  if (segment.name === 'SBR')
    above.subscriber = { ...insuredOf(segment), ...(above.subscriber?.party && { party: above.subscriber.party }) };
  else if (segment.name === 'PAT' && id === '2000C') above.patient = { ...above.patient, relationship: givenOf(segment, 1) };
  else if (segment.name === 'DMG') {
    const born = { birthDate: dayAt(segment, 2, () => undefined), sex: givenOf(segment, 3) };
    if (id === '2010CA') Object.assign(above.patient ?? {}, born);
    else Object.assign(above.subscriber ?? {}, born);
  } else if (party !== undefined && id.startsWith('2010')) takeOfParty(party, segment);
}

function takeInClaim(claim: Draft<Claim837>, id: string, segment: Segment, begins: boolean, find: Find): void {
  const [line, other] = [claim.lines.at(-1), claim.otherPayers.at(-1)];
  if ((segment.name === 'SV1' || segment.name === 'SV2') && id !== '2400') {
    // A line without its LX: found as out of place, and its money counts all the same.
    const bare = lineOf(segment, claim.lines.length);
    claim.lines.push({ ...bare, number: claim.lines.length + 1 });
    return takeOfLine837(claim.lines.at(-1) ?? bare, segment, find);
  }
  if (begins && id === '2320') claim.otherPayers.push(otherPayerOf(segment));
  else if (begins && id === '2400') claim.lines.push(lineOf(segment, claim.lines.length));
  else if (id === '2320' && other !== undefined) takeOfOtherPayer(other, segment, find);
  else if (id === '2410' && line !== undefined) takeOfDrug(line, segment, find);
  else if (id === '2430' && line !== undefined) takeOfAdjudication(line, segment, find);
  else if (id === '2400' && line !== undefined) takeOfLine837(line, segment, find);
  else if (id === '2300') takeOfClaim837(claim, segment, find);
}
