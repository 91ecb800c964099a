import { isMap, LineCounter, parseDocument, visit, type Alias, type Document } from 'yaml';
import type { z } from 'zod';
import { editDistance } from '#core/edit-distance.ts';
import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '../audit/canonical-json.ts';
import { issueInWords, placeInWords } from './issue-in-words.ts';
import { PolicyFile, type DecisionTier, type Policy } from './policy.ts';

type Path = readonly PropertyKey[];

/**
 * Reads a policy file. Throws Failure `bad-config` that names the file, the line, the key and what is wrong there: of the YAML, of the
 * shape, and of what the rules say to one another. Given `grantable`, of tools that there are not, too: a policy that is in force may name
 * one that an earlier version had.
 */
export function readPolicy(text: string, file: string, grantable?: readonly string[]): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    throw wrong(file, line, `it is not YAML: ${broken.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''}`);
  }
  if (document.contents === null) throw wrong(file, 1, 'it is empty');
  const loose = looseAlias(document);
  if (loose !== undefined) throw wrong(file, lines.linePos(loose.range?.[0] ?? 0).line, `*${loose.source} names no anchor`);
  const said = saidBy(document, file);
  const parsed = PolicyFile.safeParse(said);
  if (!parsed.success) {
    const { path, says } = worst(parsed.error.issues);
    throw wrong(file, lineOf(document, lines, path), `${placeInWords(path)}: ${says}`);
  }
  for (const { path, says } of [...contradictions(parsed.data), ...unknownTools(parsed.data, grantable)])
    throw wrong(file, lineOf(document, lines, path), `${placeInWords(path)}: ${says}`);
  // The version is of what the file says, not of its comments or the order of its keys.
  const version = digest(jsonOf(said)).slice(0, 12);
  return { ...parsed.data, version: `${parsed.data.name}@${version}` };
}

/** The first alias (`*reasons`) that names no anchor (`&reasons`) above it. */
function looseAlias(document: Document): Alias | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias(_at, alias) {
      if (alias.resolve(document) !== undefined) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

function saidBy(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (thrown) {
    // Thrown where aliases of aliases would come to more than any policy says.
    if (thrown instanceof ReferenceError) throw wrong(file, 1, 'its aliases repeat more than a policy can say');
    throw thrown;
  }
}

/** A key that is not known explains one that is missing, so it is told first. */
function worst(issues: readonly z.core.$ZodIssue[]): Contradiction {
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (first?.code === 'unrecognized_keys') return { path: [...first.path, ...first.keys.slice(0, 1)], says: 'there is no such key' };
  if (first?.code === 'invalid_key') return { path: first.path, says: first.issues[0]?.message ?? first.message };
  return { path: first?.path ?? [], says: issueInWords(first) };
}

function wrong(file: string, line: number, says: string): Failure {
  return new Failure('bad-config', `Policy ${file}, line ${line}: ${says.replace(/\.$/, '')}${says.endsWith('?') ? '' : '.'}`);
}

/** The line of the deepest part of the path that the file has. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find(({ key: name }) => String(name) === String(key)) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as { readonly range?: readonly number[] } | undefined;
    if (node?.range?.[0] !== undefined) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

interface Contradiction {
  readonly path: Path;
  readonly says: string;
}

/** What a schema cannot see: tiers that nothing reaches, signatures that can never be had, a change that nobody may refuse. */
function* contradictions(policy: PolicyFile): Iterable<Contradiction> {
  yield* repeatedRoles(policy);
  yield* moneyInSight(policy);
  const { effects } = policy;
  for (const [kind, { decide }] of Object.entries(effects)) {
    const path = ['effects', kind, 'decide'];
    for (const [at, tier] of decide.entries()) {
      const last = at === decide.length - 1;
      const bounded = tier.upTo !== undefined || tier.care !== undefined;
      if (last && bounded) yield { path: [...path, at], says: 'the last tier takes what fits no other, so it has neither upTo nor care' };
      if (!last && !bounded) yield { path: [...path, at], says: 'it takes everything, so the tiers after it are never reached' };
      if (isBelow(tier, decide[at - 1]))
        yield { path: [...path, at], says: 'it takes no more than the tier before it, so it is never reached' };
      if (tier.including !== undefined && !tier.roles.includes(tier.including))
        yield { path: [...path, at, 'including'], says: `${tier.including} is not among its roles, so it could never be signed` };
    }
  }
  const { straightforwardFrom = 1, seniorBelow = 0 } = policy.confidence ?? {};
  if (seniorBelow > straightforwardFrom)
    yield {
      path: ['confidence', 'seniorBelow'],
      says: `it is above straightforwardFrom (${straightforwardFrom}), so a code would be straightforward and for someone senior at once`,
    };
  const change = effects['policy.change'].decide;
  if (change.some(({ makerMayDecide }) => makerMayDecide))
    yield {
      path: ['effects', 'policy.change', 'decide'],
      says: 'nobody may decide on a policy of their own: makerMayDecide must be false',
    };
}

/** Whoever picks codes or writes queries sees nothing of what they pay. */
function* moneyInSight({ tools, effects }: PolicyFile): Iterable<Contradiction> {
  const blind = [...(tools['propose_codes'] ?? []), ...effects['query.send'].ask];
  const sees = (tools['see_payment_flags'] ?? []).find((role) => blind.includes(role));
  if (sees === undefined) return;
  yield {
    path: ['tools', 'see_payment_flags'],
    says: `${sees} picks codes or asks providers, and whoever does must not see what a code pays`,
  };
}

function unknownTools({ tools }: PolicyFile, grantable: readonly string[] | undefined): readonly Contradiction[] {
  if (grantable === undefined) return [];
  const wrongs = Object.keys(tools).filter((name) => !grantable.includes(name));
  return wrongs.map((name) => {
    const [nearest = ''] = grantable.toSorted((a, b) => editDistance(name, a) - editDistance(name, b));
    return { path: ['tools', name], says: `there is no such tool. Did you mean ${nearest}?` };
  });
}

/** A role that is named twice reads as two, and is one. */
function* repeatedRoles({ tools, effects, delegation, breakGlass }: PolicyFile): Iterable<Contradiction> {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    ...Object.entries(tools).map(([tool, roles]) => [['tools', tool], roles] as const),
    ...Object.entries(effects).flatMap(([kind, { ask, decide, escalateTo }]) => [
      [['effects', kind, 'ask'], ask] as const,
      ...decide.map(({ roles }, at) => [['effects', kind, 'decide', at, 'roles'], roles] as const),
      ...decide.map(
        ({ roles, mayReject = [] }, at) =>
          [
            ['effects', kind, 'decide', at, 'mayReject'],
            [...roles, ...mayReject],
          ] as const,
      ),
      [['effects', kind, 'escalateTo'], escalateTo] as const,
    ]),
    [['delegation', 'roles'], delegation?.roles ?? []],
    ...(['who', 'roles', 'tell'] as const).map((key) => [['breakGlass', key], breakGlass?.[key] ?? []] as const),
  ];
  for (const [path, roles] of lists) {
    const at = roles.findIndex((role, place) => roles.indexOf(role) < place);
    if (at >= 0) yield { path: [...path, at], says: `${roles[at]} is named twice` };
  }
}

function isBelow(tier: DecisionTier, before: DecisionTier | undefined): boolean {
  if (before?.upTo === undefined || tier.upTo === undefined) return false;
  return tier.upTo <= before.upTo && before.care === tier.care;
}
