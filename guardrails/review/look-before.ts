import type { Entry } from '../audit/ledger.ts';
import type { Proposal } from '../proposal.ts';
import type { DecisionMade } from './decisions-in.ts';

export type Proposed = Pick<Proposal, 'id' | 'encounter' | 'subject' | 'createdAt'>;

/** What a person had seen of a proposal before deciding it. */
export interface Look {
  /** From when the card was first shown to that person, or from the moment that stands in for it. */
  readonly milliseconds: number;
  /** `shown`: the card, or a list that names it. `suggested`: the code, before it was proposed. `made`: nothing was shown, so from then. */
  readonly from: 'shown' | 'suggested' | 'made';
  /** Whether they opened what it rests on. */
  readonly evidence: boolean;
}

/** Somebody who accepts a code by its name has it proposed by that: it is decided within this time, and nobody saw a card. */
const AT_ONCE_MS = 10_000;
/** How long before such a decision a look at the code counts. */
const BEFORE_MS = 30 * 60_000;

/** How far before a proposal was made its readings are wanted. */
export const LOOK_BACK_MS = BEFORE_MS;

/** What a person had seen before a decision. `readings` are their entries `tool.read`, oldest first. */
export function lookBefore({ at }: DecisionMade, proposal: Proposed, readings: readonly Entry[]): Look {
  const [made, decided] = [Date.parse(proposal.createdAt), Date.parse(at)];
  const theirs = readings.filter(({ leaf, fault }) => {
    const when = Date.parse(leaf.at);
    return fault === undefined && when >= made - BEFORE_MS && when <= decided;
  });
  const since = theirs.filter(({ leaf }) => Date.parse(leaf.at) >= made);
  const shown = since.find((entry) => showsCard(entry, proposal));
  const onlyNamed = shown === undefined || since.every((entry) => !showsCard(entry, proposal) || entry.leaf.tool === 'propose_codes');
  const atOnce = onlyNamed && decided - made <= AT_ONCE_MS;
  const suggested = atOnce ? theirs.find((entry) => showsCode(entry, proposal) && Date.parse(entry.leaf.at) < made) : undefined;
  const first = suggested ?? shown;
  return {
    milliseconds: Math.max(0, decided - (first === undefined ? made : Date.parse(first.leaf.at))),
    from: suggested !== undefined ? 'suggested' : shown !== undefined ? 'shown' : 'made',
    evidence: (atOnce ? theirs : since).some((entry) => opensEvidence(entry, proposal)),
  };
}

function showsCard({ leaf, about }: Entry, { id, encounter, subject }: Proposed): boolean {
  switch (leaf.tool) {
    case 'show_proposal':
      return about['proposal'] === id;
    case 'propose_codes':
      return isOn(about.encounter, encounter) && (!Array.isArray(about['codes']) || about['codes'].includes(subject));
    case 'list_work':
      return isOn(about.encounter, encounter);
    case undefined:
    default:
      return false;
  }
}

function showsCode({ leaf, about }: Entry, { encounter, subject }: Proposed): boolean {
  if (!isOn(about.encounter, encounter)) return false;
  return leaf.tool === 'suggest_codes' || (leaf.tool === 'explain_code' && about.code === subject);
}

function opensEvidence({ leaf, about }: Entry, { id, encounter, subject }: Proposed): boolean {
  switch (leaf.tool) {
    case 'show_proposal':
      return about['proposal'] === id;
    case 'explain_code':
      return isOn(about.encounter, encounter) && about.code === subject;
    case 'read_document':
    case 'search_chart':
      return isOn(about.encounter, encounter);
    case undefined:
    default:
      return false;
  }
}

function isOn(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}
