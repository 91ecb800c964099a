import { expect, test } from 'vitest';
import { toolSurface } from '#connectors/mcp/tool-surface.ts';
import { Failure, FAILURE_CODES } from '#core/errors.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { TOOLS } from '#tools/registry.ts';

// What other programs rely on, written out. A change here is a change for them: it belongs in CHANGELOG.md.

test('the tools that clients see are these, word for word in names, descriptions, schemas and annotations', () => {
  const surface = toolSurface(TOOLS).map((tool) => [tool.name, digest(jsonOf(tool))]);

  expect(surface).toEqual([
    ['explain_code', 'f4466554fe7407585c5dd832399b9187fdef55c4ee0b2a7ff1589431d1045a7c'],
    ['list_work', '5903d84328eb8cfbc4ffe2d0e4bfb7f297ad5ae57d36ab394c19019ef3c645af'],
    ['propose_codes', '53d92f79b1b94062e19fbc7dbec4b8055181b4879b3a5013a333cb03345bc13a'],
    ['read_document', '7fe64a4fbf0d7b589ca0841dc89a6abd1e167d6c93b24dbf7efdf6d3d4ca7578'],
    ['search_chart', '397d40c56e1b65753f505a6aab2534ddced4bfe20d8845ba4b713fce5f8fcf8b'],
    ['show_ledger', '0c85f89edfe3535d31705274bd84889ca1e9895090f3b46cf10a52236b0cf052'],
    ['show_proposal', '06db48307e8633b7bf9b729d299da3e46869144ad034250e92dc718800a1c754'],
    ['suggest_codes', 'c55eaaf1f879fbc9dd0d140094cce0038d0587dd7d1b03c891fb8401e5a9eb61'],
  ]);
});

test('no description speaks to the model that reads it', () => {
  for (const { name, description, inputSchema } of toolSurface(TOOLS)) {
    const words = `${description} ${JSON.stringify(inputSchema)}`;
    expect(`${name}: ${words}`).not.toMatch(/\b(you|your|must|always|never|ignore|important|please|should|before using|call this)\b/i);
  }
});

test('the failure codes are these, each with its HTTP status and its exit status', () => {
  expect(FAILURE_CODES.map((code) => `${code} ${new Failure(code, '').http} ${new Failure(code, '').exit}`)).toEqual([
    'bad-input 400 2',
    'bad-config 500 78',
    'bad-file 422 65',
    'not-found 404 4',
    'not-allowed 403 77',
    'stale 409 5',
    'expired 409 5',
    'altered 409 5',
    'already-decided 409 5',
    'no-edition 422 6',
    'data-dir-held 503 75',
    'newer-schema 503 75',
    'unavailable 503 69',
    'broken-promise 500 70',
  ]);
});
