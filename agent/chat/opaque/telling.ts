import type { Block } from '#core/answer/block.ts';
import { LocalDate, readIcd10Cm } from '#core/codes.ts';
import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import { Failure } from '#core/errors.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Editions } from '#tools/unit.ts';
import type { ChatUnit } from '../store.ts';

/** What an answer without chart words is made with: each part looks up what it may say, and gives nothing of what it was handed. */
export interface Telling {
  readonly unit: ChatUnit;
  /** The case's handle, where it is a case that is here. */
  readonly caseOf: (encounter: string | undefined) => Promise<string>;
  /** A code with its official title on that day; the code alone where no edition has it; `undefined` for what is no code. */
  readonly titled: (code: string | undefined, day?: string) => Promise<string | undefined>;
  /** Codes of the edition of that day that a sentence names. */
  readonly codesIn: (says: string, day: string) => Promise<readonly string[]>;
  /** Id of somebody who works here, by it or by their name. */
  readonly staff: (id: string) => Promise<string>;
  /** Those of them that the policy in force has. */
  readonly roles: (named: readonly string[]) => Promise<readonly string[]>;
  /** Our own words for payers' codes, to be asked for by what is a code. */
  readonly words: AdjustmentWords;
  readonly edition: (id: string) => Promise<string | undefined>;
  readonly policy: (version: string) => Promise<string | undefined>;
  /** Whether the line of a proposal is to be shown; not where it stands as a card. */
  readonly lists: (proposal: string) => boolean;
}

/** As which the program itself acts. */
const PROGRAM = 'countersign';
const CODES = /(?<![\w.])[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?(?![\w])/g;

export interface TellingOf {
  readonly unit: ChatUnit;
  readonly editions: Pick<Editions, 'on' | 'shipped'>;
  readonly shown: readonly Block[];
}

export function telling({ unit, editions, shown }: TellingOf): Telling {
  const listed = new Set(shown.flatMap((block) => (block.kind === 'proposal' ? [block.id] : [])));
  let people: Promise<ReadonlyMap<string, string>> | undefined;
  let known: Promise<ReadonlySet<string>> | undefined;
  return {
    unit,
    words: editions.shipped().words,
    async caseOf(encounter) {
      return (encounter === undefined ? undefined : await handleOf(encounter, unit)) ?? 'a case';
    },
    async titled(typed, day) {
      const code = typed === undefined ? undefined : readIcd10Cm(typed);
      if (code === undefined) return undefined;
      const title = day === undefined ? undefined : (await editionOn(day, { unit, editions }))?.code(code)?.title;
      return title === undefined ? code : `${code}  ${title}`;
    },
    async codesIn(says, day) {
      const edition = await editionOn(day, { unit, editions });
      return [...new Set(says.match(CODES) ?? [])].filter((code) => edition?.code(code) !== undefined);
    },
    async staff(id) {
      people ??= unit.principals
        .list()
        .then((all) => new Map([[PROGRAM, PROGRAM], ...all.flatMap((one) => [[one.name, one.id] as const, [one.id, one.id] as const])]));
      return (await people).get(id) ?? 'somebody';
    },
    async roles(named) {
      const here = rolesIn(await unit.policies.inForce());
      return named.filter((role) => here.has(role));
    },
    async edition(id) {
      known ??= unit.editionRecords.list().then((all) => new Set(all.map(({ head }) => head.id)));
      return (await known).has(id) ? id : undefined;
    },
    async policy(version) {
      const found: { readonly policy: Policy } | undefined = await unit.policies.find(version);
      return found?.policy.version;
    },
    lists: (proposal) => listed.has(proposal),
  };
}

/** The handle of a case that is here; `undefined` for anything else, which is not made a case by being asked for. */
export async function handleOf(
  encounter: string,
  { sources, handles }: Pick<ChatUnit, 'sources' | 'handles'>,
): Promise<string | undefined> {
  return (await sources.version(`chart:${encounter}`)) === undefined ? undefined : handles.of(encounter);
}

/** Every role that a policy names. */
export function rolesIn({ tools, effects }: Policy): ReadonlySet<string> {
  const deciders = Object.values(effects).flatMap(({ decide, escalateTo }) => [...escalateTo, ...decide.flatMap(({ roles }) => roles)]);
  return new Set([...Object.values(tools).flat(), ...deciders]);
}

/** The edition in force on a day; `undefined` where there is none, and for what is no day. */
async function editionOn(day: string, { unit, editions }: Pick<TellingOf, 'unit' | 'editions'>): Promise<CompiledEdition | undefined> {
  const read = LocalDate.safeParse(day);
  if (!read.success) return undefined;
  try {
    return await editions.on(read.data, unit);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'no-edition') return undefined;
    throw thrown;
  }
}
