import { z } from 'zod';
import { EncounterId } from '#core/chart/chart.ts';
import { readIcd10Cm } from '#core/codes.ts';
import { digest, jsonOf, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import type { About } from '#guardrails/audit/ledger.ts';
import type { Unit } from './unit.ts';

const Text = z.string().optional().catch(undefined);
const Asked = z.object({
  encounter: Text,
  code: Text,
  claim: Text,
  account: Text,
  codes: z.array(z.string()).optional().catch(undefined),
});
const Answered = z.object({
  encounter: Text,
  document: Text,
  claim: Text,
  account: Text,
  proposal: z.object({ id: z.string(), encounter: Text }).optional().catch(undefined),
  basis: z.object({ trace: z.string() }).optional().catch(undefined),
});

/**
 * What the entry of a call is about: ids under the names that the hospital has for them, so that the ledger of E-1042 holds
 * whatever was asked of "e-1042" too, and digests of input and output.
 */
export async function aboutCall(input: unknown, result: JsonValue, unit: Pick<Unit, 'sources'>): Promise<About> {
  const { encounter, document, claim, account, proposal, basis } = Answered.parse(result);
  const asked = await aboutRefusal(input, unit);
  return {
    ...asked,
    encounter: encounter ?? proposal?.encounter ?? asked.encounter,
    document,
    claim: claim ?? asked['claim'],
    account: account ?? asked['account'],
    proposal: proposal?.id,
    trace: basis?.trace,
    input: digest(jsonOf(input)),
    output: digest(result),
  };
}

/** What can be said of a call that was refused, whose input may be anything: no word of it, only ids that are known here. */
export async function aboutRefusal(raw: unknown, unit: Pick<Unit, 'sources'>): Promise<About> {
  const asked = Asked.safeParse(raw);
  if (!asked.success) return {};
  const { encounter, code, codes, claim, account } = asked.data;
  const wanted = codes?.map(readIcd10Cm).filter((one) => one !== undefined);
  return {
    encounter: encounter === undefined ? undefined : await knownEncounter(encounter, unit),
    code: code === undefined ? undefined : readIcd10Cm(code),
    ...(wanted !== undefined && { codes: wanted }),
    claim: claim === undefined ? undefined : await known('claim', claim, unit),
    account: account === undefined ? undefined : await known('account', account, unit),
  };
}

async function knownEncounter(typed: string, unit: Pick<Unit, 'sources'>): Promise<string | undefined> {
  return EncounterId.safeParse(typed).success ? known('chart', typed, unit) : undefined;
}

/** The id as it stands here, where there is such a record. */
async function known(
  source: 'chart' | 'claim' | 'account',
  typed: string,
  { sources }: Pick<Unit, 'sources'>,
): Promise<string | undefined> {
  for (const id of [typed, typed.toUpperCase()]) {
    if ((await sources.version(`${source}:${id}`)) !== undefined) return id;
  }
  return undefined;
}
