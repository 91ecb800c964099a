import { randomInt } from 'node:crypto';
import type { CaseHandles } from '#agent/chat/store.ts';
import { Failure } from '#core/errors.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { rowSeal } from '../sealed-row.ts';

interface Row {
  readonly encounter: string;
  readonly handle: string;
  readonly seal: string;
}

/** Crockford's base 32: nothing in it is read as something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 6;
const MOST_DRAWS = 20;

/** A billion names: with 10,000 cases one in a hundred thousand draws is taken already. */
export function drawHandle(below: (end: number) => number = randomInt): string {
  return `K-${Array.from({ length: LENGTH }, () => ALPHABET[below(ALPHABET.length)]).join('')}`;
}

/** As it was given out, however it was typed: Crockford's letters that are not used stand for the digits they look like. */
export function readHandle(typed: string): string {
  const [mark = '', ...rest] = typed.trim().toUpperCase().split('-');
  return `${mark}-${rest.join('').replaceAll('O', '0').replaceAll(/[IL]/g, '1')}`;
}

/** Names of cases that say nothing of them. One that was changed beside the program leads to no case. */
export function caseHandles(transaction: Transaction, sealed: Sealed, draw: () => string = drawHandle): CaseHandles {
  const { rows, lockWriters } = transaction;
  const seal = rowSeal(transaction, sealed, 'case-handle');
  const find = async (column: 'encounter' | 'handle', value: string) => {
    const [found] = await rows<Row>(`select encounter, handle, seal from case_handle where ${column} = $1`, [value]);
    return found && { ...found, sound: await seal.isOf(found.seal, found.encounter, found.handle) };
  };
  const make = async (encounter: string) => {
    const handle = draw();
    const values = [encounter, handle, await seal.of(encounter, handle)];
    return rows('insert into case_handle (encounter, handle, seal) values ($1, $2, $3) on conflict do nothing returning handle', values);
  };
  return {
    async of(encounter) {
      for (let draws = 0; draws < MOST_DRAWS; draws += 1) {
        const found = await find('encounter', encounter);
        if (found !== undefined && !found.sound) throw altered(encounter);
        if (found !== undefined) return found.handle;
        await lockWriters();
        await make(encounter);
      }
      throw new Failure('broken-promise', 'No name was free for a case.');
    },
    async encounter(handle) {
      const found = await find('handle', readHandle(handle));
      return found?.sound === true ? found.encounter : undefined;
    },
  };
}

function altered(encounter: string): Failure {
  return new Failure(
    'altered',
    `The name of ${encounter} for chat was changed in the database and not by Countersign. Tell your compliance officer.`,
  );
}
