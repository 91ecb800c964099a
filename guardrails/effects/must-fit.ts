import { Failure } from '#core/errors.ts';
import type { ProposalDraft } from '../proposal.ts';
import { parsePayload } from './payloads.ts';

/** Keys of a payload that say what the effect is about, where the kind has one. */
const SUBJECT_KEYS = ['code', 'edition', 'rulePack', 'version'] as const;

/**
 * Throws Failure `bad-input` for a payload that is not of its kind, or is about something else than the card says: another code,
 * encounter or edition. A person decides by the card, and a receiver carries out the payload.
 */
export function mustFit({ kind, payload, subject, encounter }: Pick<ProposalDraft, 'kind' | 'payload' | 'subject' | 'encounter'>): void {
  const parsed: object = parsePayload(kind, payload);
  const about = SUBJECT_KEYS.map((key): unknown => Reflect.get(parsed, key)).find((value) => value !== undefined);
  const of: unknown = Reflect.get(parsed, 'encounter');
  if ((about !== undefined && about !== subject) || (of !== undefined && of !== encounter))
    throw new Failure('bad-input', `The effect ${kind} is about something else than its card says. Nothing was proposed.`);
}
