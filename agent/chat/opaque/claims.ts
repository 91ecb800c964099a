import type { Block } from '#core/answer/block.ts';
import type { SuggestedCodes } from '#tools/suggest-codes/tool.ts';
import { each, facts, text, title } from './presenter.ts';
import type { Telling } from './telling.ts';

type Claim = SuggestedCodes['claims'][number];

/** How claims on file differ, by code. A claim's number is an account's, so claims are numbered as they are told. */
export async function opaqueClaims({ claims, show, basis }: SuggestedCodes, telling: Telling): Promise<readonly Block[]> {
  const differing = claims.filter(
    ({ notSupported, contested, notClaimed }) => notSupported.length + contested.length + notClaimed.length > 0,
  );
  if (differing.length === 0) {
    if (show !== 'claims') return [];
    return [
      text(claims.length === 0 ? 'No claim with diagnoses is on file.' : 'The claim on file and what the chart supports are the same.'),
    ];
  }
  const blocks: Block[] = [];
  for (const [at, claim] of differing.entries()) {
    const found = await rows(claim, basis.codingDate, telling);
    blocks.push(title(`Against claim ${at + 1} of ${claims.length}`));
    blocks.push(...(show === 'claims' ? lists(found) : facts(found.map(([what, codes]) => [what, codes.map(bare).join(', ')]))));
  }
  return blocks;
}

type Row = readonly [what: string, codes: readonly string[]];

async function rows({ notSupported, contested, notClaimed, partial }: Claim, day: string, telling: Telling): Promise<readonly Row[]> {
  const named = (codes: readonly string[]) => each(codes, (code) => telling.titled(code, day));
  const all: readonly Row[] = [
    ['On the claim, not supported', await named(notSupported)],
    ['On the claim, contested in the chart: ask the attending provider', await named(contested)],
    ['Supported by the chart, not on this claim', partial ? [] : await named(notClaimed)],
  ];
  return all.filter(([, codes]) => codes.length > 0);
}

function lists(found: readonly Row[]): readonly Block[] {
  return found.flatMap(([what, codes]) => [text(`${what}:`), { kind: 'list' as const, items: [...codes] }]);
}

/** The code without its title. */
function bare(code: string): string {
  return code.split(' ')[0] ?? code;
}
