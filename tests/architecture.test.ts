import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';
// @ts-expect-error -- the rules are plain JavaScript
import rules from '../.dependency-cruiser.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const LAYERS = ['core', 'guardrails', 'prompts', 'tools', 'agent', 'connectors', 'app'];
const { options, forbidden } = rules as { options: ICruiseOptions; forbidden: [] };

async function cruised(folders: readonly string[], baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  if (typeof output === 'string') throw new TypeError('dependency-cruiser gave a text');
  return output;
}

test('every import looks to its own layer or to the left', { timeout: 120_000 }, async () => {
  const { summary, modules } = await cruised(LAYERS, ROOT);
  const own = modules.filter(({ source }) => LAYERS.some((layer) => source.startsWith(`${layer}/`)));

  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  // Under TypeScript 7 a wrong parser reads nothing and passes; this number shows that the modules were read.
  expect(own.length).toBeGreaterThan(150);
  expect(own.filter(({ dependencies }) => dependencies.length > 0).length).toBeGreaterThan(100);
});

test.each([
  ['core-looks-left', 'core/a.ts', `import { b } from '../tools/b.ts';\nexport const a = b;\n`],
  ['core-is-pure', 'core/a.ts', `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n`],
  ['connectors-do-not-know-each-other', 'connectors/x/a.ts', `import { b } from '../y/b.ts';\nexport const a = b;\n`],
  ['no-circles', 'tools/b.ts', `import { c } from './c.ts';\nexport const b = c;\n`],
])('a planted fault is seen: %s', async (rule, file, source) => {
  const base = mkdtempSync(join(tmpdir(), 'planted-'));
  for (const folder of ['core', 'tools', 'connectors/x', 'connectors/y']) mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(base, 'tools', 'b.ts'), 'export const b = 1;\n');
  writeFileSync(join(base, 'tools', 'c.ts'), `import { b } from './b.ts';\nexport const c = b;\n`);
  writeFileSync(join(base, 'connectors', 'y', 'b.ts'), 'export const b = 1;\n');
  writeFileSync(join(base, file), source);

  const { summary } = await cruised(['core', 'tools', 'connectors'], base);

  expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
});

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** It deletes the variables that would switch LangChain's tracing on, and reads none. */
const DELETES_ONLY = 'agent/forbid-tracing.ts';

test('only app reads the environment', () => {
  const readers = LAYERS.filter((layer) => layer !== 'app')
    .flatMap(sources)
    .filter((file) => file !== DELETES_ONLY && /process\s*\.\s*env/.test(read(file)));

  expect(readers).toEqual([]);
});

test('only the dispatcher hands an effect to a receiver, and only the one door runs a tool', () => {
  const all = LAYERS.flatMap(sources);

  expect(all.filter((file) => /\.receive\(/.test(read(file)))).toEqual(['guardrails/effects/send.ts', 'app/effects/circuit-breaker.ts']);
  expect(all.filter((file) => /\btool\.(run|draft)\(/.test(read(file)))).toEqual(['tools/invoke.ts']);
});

test('no file is named for what it is not', () => {
  const vague = LAYERS.flatMap(sources).filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|index)(\.|\/)/.test(file));

  expect(vague).toEqual([]);
});
