import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fhirCondition } from '#guardrails/effects/fhir-condition.ts';
import type { Owed } from '#guardrails/effects/outbox.ts';
import type { Reached, Receiver } from '#guardrails/effects/receiver.ts';
import { writeOnce } from '../write-once.ts';

/**
 * Writes an approved code into a folder as a FHIR R4 Condition, one file an effect, named by its id. A file that is there
 * already with the same content is the same effect delivered again, and nothing is written.
 */
export function folderReceiver(folder: string, reached: Reached = () => undefined): Receiver {
  return {
    name: 'folder',
    kinds: ['code.accept', 'code.add', 'code.change'],
    async receive(effect, approval) {
      const { resourceType, ...condition } = fhirCondition(effect, approval);
      const body = `${JSON.stringify({ resourceType, id: effect.id, ...condition }, null, 2)}\n`;
      const outcome = await writeOnce(folder, nameOf(effect), body, 'COUNTERSIGN_EFFECTS_DIR', reached);
      if (!('written' in outcome)) return outcome;
      return { state: 'done', says: `Written as a FHIR Condition to ${join(folder, nameOf(effect))}.` };
    },
    async find(effect) {
      const found = await stat(join(folder, nameOf(effect))).catch(missing);
      return found === 'cannot tell' ? found : found?.isFile() === true ? 'there' : 'absent';
    },
  };
}

function nameOf({ proposal, id }: Owed): string {
  return `${proposal}-${id}.json`;
}

function missing(thrown: unknown): undefined | 'cannot tell' {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? undefined : 'cannot tell';
}
