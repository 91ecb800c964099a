import { expect, test } from 'vitest';
import { toolSurface } from '#connectors/mcp/tool-surface.ts';
import { Failure, FAILURE_CODES } from '#core/errors.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { TOOLS } from '#tools/registry.ts';

// What other programs rely on, written out. A change here is a change for them: it belongs in CHANGELOG.md.

test('the tools that clients see are these, word for word in names, descriptions, schemas and annotations', () => {
  const surface = toolSurface(TOOLS).map((tool) => [tool.name, digest(jsonOf(tool))]);

  expect(surface).toEqual([
    ['draft_appeal', '5b3568a602441973f99e8a8da20e75b3acc9b213c12502bb5153eca225712fdb'],
    ['draft_patient_message', '0a661c976201f052ef25aaaafd6b29e2184b5084447984ea782570bd15fa2e42'],
    ['explain_bill', 'a531b4b28fbd4e9419ac3ccc17406a156cea7cabc866b9089af6b9d69b69bab4'],
    ['explain_code', 'c7e39a61f2f175cd074633b177dc4e97de4c4caadf9e5fb12af5b0640ade864f'],
    ['find_policy', '7b91bc27c672ae9208ae79f19f023860ac1a2033c8d5b16d26b3a77ac98126fb'],
    ['list_denials', '1d53e8eadd5edd0fbcff15c252003b9ec996a41b084772d41efe9578f8f981bb'],
    ['list_work', '11eb08a2e9cac28d99a91d4820bdcd968c54ecf85e90385bbaef3a80a76b1cdd'],
    ['lookup_adjustment_code', 'e31321009cb9c4cbec7823556f527e0b06aa0b62ad5b92959226b0a854109bf8'],
    ['lookup_code', '7fd65c32a2263c658fcaf7a197d42a251c0dd520e573af81d862164de0c82259'],
    ['lookup_denial', 'c907859a6414e3d0f9e4b1bf8040ac08a0ca5fefa08a687465be7fa19b73cdd2'],
    ['propose_adjustment', 'a43becd0f9e99920227306fe84c4f4370d4ddc4820b3347a0c7aaf8a76c179c5'],
    ['propose_codes', 'de9ccd8c1d29673c8fc0147ab36240bcd53ec46501be720a0b68512ce13a5169'],
    ['propose_payment_plan', '3c065b13c21768cbd4218d8ee065b4e502d998c964e3465010470317b9bb5d8c'],
    ['read_document', '7fe64a4fbf0d7b589ca0841dc89a6abd1e167d6c93b24dbf7efdf6d3d4ca7578'],
    ['read_letter', 'df8ee3e59e8bbbd2254df24b848b4e916c984fd41885f00942d23f4bc314d48d'],
    ['search_chart', 'c95edc41f942e5773dd0ad57ef542757723b9c39c7f9ab0d30ad1efb9b7cfd33'],
    ['show_ledger', 'cf31f8c7a5775e2e747c2d4a1b141f66d653149f75c5f9482ac51413d9e5803b'],
    ['show_proposal', 'aa5cc7ecffd3468fef47c5f3cafcd852e86c550dff8e5f328466ed6d358874ff'],
    ['show_remittances', 'd3dfdecebb0707cb3c20c9fa72488eee3919eaff2a008a5f3e9f68c49721dfd7'],
    ['suggest_codes', 'df353e030bb99fec12d5412d5421168756a0b81e6f95f249d6d0c17c7ba6c5dd'],
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
