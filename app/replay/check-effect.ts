import { Failure } from '#core/errors.ts';
import { outboxId } from '#guardrails/effects/outbox-id.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { Unit } from '#tools/unit.ts';
import { cannot, differs, same, type Check } from './check.ts';

const EFFECT = 'Effect';
/** Failures that say what is wrong with what was approved. */
const EXPLAINS: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['bad-input', 'bad-config', 'altered']);

/** Whether the effect is well formed, is what its kind says, and went out under the key that this decision gives it. */
export async function checkEffect(unit: Unit, proposal: Proposal): Promise<readonly Check[]> {
  const { id, tenant, digest, state } = proposal;
  const content = await checkContent(unit, proposal);
  if (content !== undefined) return [content];
  const effect = await unit.outbox.find(id);
  if (state !== 'approved') {
    return [
      effect === undefined ? same(EFFECT, 'none, for it was not approved') : differs(EFFECT, 'it was not approved, and an effect is owed'),
    ];
  }
  if (effect === undefined) return [differs(EFFECT, 'it was approved, and no effect is owed or was sent')];
  if (effect.id !== outboxId(tenant, id, digest)) return [differs(EFFECT, 'what was owed is not the effect of this decision')];
  return [same(EFFECT, `${effect.state}, under the key ${effect.id}`)];
}

async function checkContent(unit: Unit, { kind, payload }: Proposal): Promise<Check | undefined> {
  try {
    parsePayload(kind, payload);
    if (kind === 'policy.change') {
      const { text, version } = parsePayload(kind, payload);
      const now = readPolicy(text, 'of the proposal').version;
      return now === version ? undefined : differs(EFFECT, `the text is that of ${now}, and not of ${version}`);
    }
    if (kind === 'edition.activate') {
      const { edition, sha256 } = parsePayload(kind, payload);
      const record = await unit.editionRecords.find(edition);
      return record?.sha256 === sha256 ? undefined : cannot(EFFECT, `the edition ${edition} that was approved is no longer kept`);
    }
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && EXPLAINS.has(thrown.code)) return differs(EFFECT, thrown.says);
    throw thrown;
  }
}
