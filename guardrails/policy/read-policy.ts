import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '../audit/canonical-json.ts';
import { PolicyFile, type DecisionTier, type Policy } from './policy.ts';

type Path = readonly PropertyKey[];

/**
 * Reads a policy file. Throws Failure `bad-config` that names the file, the line, the key and what is wrong there: of the YAML, of the
 * shape, and of what the rules say to one another.
 */
export function readPolicy(text: string, file: string): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    throw wrong(file, line, `it is not YAML: ${broken.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? ''}`);
  }
  const parsed = PolicyFile.safeParse(document.toJS());
  if (!parsed.success) {
    const { path, says } = worst(parsed.error.issues);
    throw wrong(file, lineOf(document, lines, path), `${path.join('.')}: ${says}`);
  }
  for (const { path, says } of contradictions(parsed.data)) throw wrong(file, lineOf(document, lines, path), `${path.join('.')}: ${says}`);
  // The version is of what the file says, not of its comments or the order of its keys.
  const version = digest(jsonOf(document.toJS())).slice(0, 12);
  return { ...parsed.data, version: `${parsed.data.name}@${version}` };
}

/** A key that is not known explains one that is missing, so it is told first. */
function worst(issues: readonly z.core.$ZodIssue[]): Contradiction {
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (first?.code === 'unrecognized_keys') return { path: [...first.path, ...first.keys.slice(0, 1)], says: 'there is no such key' };
  if (first?.code === 'invalid_key') return { path: first.path, says: first.issues[0]?.message ?? first.message };
  return { path: first?.path ?? [], says: first?.message ?? 'it is no policy' };
}

function wrong(file: string, line: number, says: string): Failure {
  return new Failure('bad-config', `Policy ${file}, line ${line}: ${says.replace(/\.$/, '')}.`);
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
function* contradictions({ effects }: PolicyFile): Iterable<Contradiction> {
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
  const change = effects['policy.change'].decide;
  if (change.some(({ makerMayDecide }) => makerMayDecide))
    yield {
      path: ['effects', 'policy.change', 'decide'],
      says: 'nobody may decide on a policy of their own: makerMayDecide must be false',
    };
}

function isBelow(tier: DecisionTier, before: DecisionTier | undefined): boolean {
  if (before?.upTo === undefined || tier.upTo === undefined) return false;
  return tier.upTo <= before.upTo && before.care === tier.care;
}
