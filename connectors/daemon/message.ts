import { z } from 'zod';
import { DESK_METHODS, type DeskMethod } from '#agent/desk.ts';
import { ANSWERED } from '#core/appeals/appeal-answer.ts';
import { FAILURE_CODES, type FailureCode } from '#core/errors.ts';
import { EFFECT_STATES } from '#guardrails/effects/outbox.ts';
import { ProposalState } from '#guardrails/proposal.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import { EDITIONS_PARAMETERS } from './editions-message.ts';
import { OVERSIGHT_PARAMETERS } from './oversight-message.ts';

const As = z.string().optional();

/** What each method takes. A client of another version, or none of ours, is refused here and never reaches the desk. */
export const PARAMETERS: Readonly<Record<DeskMethod, z.ZodType>> = {
  ask: z.strictObject({ conversation: z.string(), text: z.string(), as: As }),
  plan: z.strictObject({ text: z.string(), role: z.string().optional(), prior: z.array(z.string()).optional() }),
  call: z.strictObject({ tool: z.string(), input: z.json().optional(), channel: z.enum(['mcp-stdio', 'mcp-http']), as: As }),
  trace: z.strictObject({ id: z.string(), as: As }),
  importCharts: z.strictObject({ path: z.string(), as: As }),
  billing: z.discriminatedUnion('act', [
    z.strictObject({ act: z.enum(['import-remittances', 'import-records']), path: z.string(), as: As }),
    z.strictObject({ act: z.literal('unmatched'), as: As }),
    z.strictObject({ act: z.literal('match'), remittance: z.string(), position: z.int().nonnegative(), claim: z.string(), as: As }),
    z.strictObject({ act: z.literal('unmatch'), remittance: z.string(), position: z.int().nonnegative(), reason: z.string(), as: As }),
    z.strictObject({ act: z.literal('appeals'), claim: z.string(), as: As }),
    z.strictObject({
      act: z.literal('answer-appeal'),
      of: z.string(),
      outcome: z.enum(ANSWERED),
      noticeDate: z.string(),
      amountCents: z.int().optional(),
      letter: z.strictObject({ file: z.string(), text: z.string() }).optional(),
      as: As,
    }),
  ]),
  effects: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('list'), state: z.enum(EFFECT_STATES).optional(), as: As }),
    z.strictObject({ act: z.enum(['show', 'resend', 'repropose']), proposal: z.string(), as: As }),
    z.strictObject({ act: z.literal('close'), proposal: z.string(), reason: z.string(), as: As }),
  ]),
  holds: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('list'), as: As }),
    z.strictObject({ act: z.literal('place'), reason: z.string(), encounter: z.string().optional(), as: As }),
    z.strictObject({ act: z.literal('release'), id: z.string(), as: As }),
  ]),
  channels: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('list'), as: As }),
    z.strictObject({ act: z.literal('allow-phi'), place: z.string(), reason: z.string(), as: As }),
    z.strictObject({ act: z.literal('withhold-phi'), place: z.string(), reason: z.string().optional(), as: As }),
    z.strictObject({ act: z.literal('digest'), place: z.string(), on: z.boolean(), as: As }),
  ]),
  offerLink: z.strictObject({ person: z.string(), as: As }),
  signIn: z.strictObject({ code: z.string(), number: z.string().optional(), as: As }),
  library: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('import'), path: z.string(), as: As }),
    z.strictObject({ act: z.literal('list'), as: As }),
    z.strictObject({ act: z.literal('show'), id: z.string(), on: z.string().optional(), as: As }),
  ]),
  letter: z.strictObject({ proposal: z.string(), packet: z.boolean().optional(), as: As }),
  checkUp: z.undefined(),
  verifyLedger: z.undefined(),
  checkpointLedger: z.undefined(),
  proveEntry: z.strictObject({ index: z.int().nonnegative() }),
  showLedger: z.strictObject({ of: z.string(), as: As }),
  exportLedger: z.strictObject({
    case: z.string().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    fhir: z.boolean().optional(),
    out: z.string().optional(),
    as: As,
  }),
  rotateLedgerKey: z.strictObject({ as: As }),
  status: z.undefined(),
  ...EDITIONS_PARAMETERS,
  ...OVERSIGHT_PARAMETERS,
  proposals: z.discriminatedUnion('act', [
    z.strictObject({
      act: z.literal('list'),
      state: z.enum([...ProposalState.options, 'decided', 'any']).optional(),
      encounter: z.string().optional(),
      kind: z.enum(EFFECT_KINDS).optional(),
      by: z.string().optional(),
      mine: z.boolean().optional(),
      as: As,
    }),
    z.strictObject({ act: z.literal('show'), proposal: z.string(), as: As }),
    z.strictObject({
      act: z.literal('decide'),
      verdict: z.enum(['accept', 'reject', 'change', 'escalate', 'withdraw']),
      proposals: z.array(z.string()).min(1),
      to: z.string().optional(),
      reason: z.string().optional(),
      byKey: z.boolean().optional(),
      as: As,
    }),
  ]),
};

/** One line of JSON each way. */
export const Request = z.strictObject({ id: z.int(), method: z.enum(DESK_METHODS), params: z.array(z.json()).max(1) });
export type Request = z.infer<typeof Request>;

export const Response = z.union([
  z.strictObject({ id: z.int(), result: z.json() }),
  z.strictObject({ id: z.int(), failure: z.enum(FAILURE_CODES as [FailureCode, ...FailureCode[]]), says: z.string() }),
  // The owner is stopping and has begun nothing of this.
  z.strictObject({ id: z.int(), stopping: z.literal(true) }),
]);
export type Response = z.infer<typeof Response>;

/** No line may be longer: a client that never ends its line must not fill the memory of the owner. */
export const LONGEST_LINE = 32 * 1024 * 1024;

/** Splits a stream of text into lines; calls `onLine` for each and throws RangeError past the longest. */
export function lineReader(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new RangeError('a line is too long');
    for (const line of lines) if (line !== '') onLine(line);
  };
}
