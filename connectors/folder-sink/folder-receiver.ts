import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { effectRecord } from '#guardrails/effects/effect-record.ts';
import { fhirCondition } from '#guardrails/effects/fhir-condition.ts';
import type { Approval, Owed } from '#guardrails/effects/outbox.ts';
import type { Reached, Receiver } from '#guardrails/effects/receiver.ts';
import type { EffectKind } from '#guardrails/risk.ts';
import { writeOnce } from '../write-once.ts';

export const CODES: readonly EffectKind[] = ['code.accept', 'code.add', 'code.change'];

/** What else goes into a folder where nothing else is set up to take it. */
export const PAPERS: readonly EffectKind[] = [
  'query.send',
  'appeal.submit',
  'patient-message.send',
  'adjustment.post',
  'write-off.post',
  'payment-plan.set',
];

/**
 * Writes approved effects into a folder, one file each, named by its id: a code as a FHIR R4 Condition, anything else as the record of
 * what was approved. A file that is there already with the same content is the same effect delivered again, and nothing is written.
 */
export function folderReceiver(folder: string, reached: Reached = () => undefined): Receiver {
  return {
    name: 'folder',
    kinds: [...CODES, ...PAPERS],
    async receive(effect, approval) {
      const isCode = CODES.includes(effect.kind);
      const body = isCode ? conditionOf(effect, approval) : effectRecord(effect, approval);
      const outcome = await writeOnce(folder, nameOf(effect), body, 'COUNTERSIGN_EFFECTS_DIR', reached);
      if (!('written' in outcome)) return outcome;
      return { state: 'done', says: `Written${isCode ? ' as a FHIR Condition' : ''} to ${join(folder, nameOf(effect))}.` };
    },
    async find(effect) {
      const found = await stat(join(folder, nameOf(effect))).catch(missing);
      return found === 'cannot tell' ? found : found?.isFile() === true ? 'there' : 'absent';
    },
  };
}

function conditionOf(effect: Owed, approval: Approval): string {
  const { resourceType, ...condition } = fhirCondition(effect, approval);
  return `${JSON.stringify({ resourceType, id: effect.id, ...condition }, null, 2)}\n`;
}

function nameOf({ proposal, id }: Owed): string {
  return `${proposal}-${id}.json`;
}

function missing(thrown: unknown): undefined | 'cannot tell' {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? undefined : 'cannot tell';
}
