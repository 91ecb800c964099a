import type { Block } from '#core/answer/block.ts';
import type { SuggestedCodes } from '#tools/suggest-codes/tool.ts';
import { each, text, titled } from './presenter.ts';
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
  for (const [at, claim] of differing.entries())
    blocks.push(...titled(`Against claim ${at + 1} of ${claims.length}`, await rows(claim, basis.codingDate, telling)));
  return blocks;
}

async function rows({ notSupported, contested, notClaimed, partial }: Claim, day: string, telling: Telling): Promise<readonly string[]> {
  const named = (codes: readonly string[]) => each(codes, (code) => telling.titled(code, day));
  return [
    ...(await named(notSupported)).map((code) => `On the claim, not supported: ${code}`),
    ...(await named(contested)).map((code) => `On the claim, contested in the chart: ${code}; ask the attending provider`),
    ...(partial ? [] : (await named(notClaimed)).map((code) => `Supported by the chart, not on this claim: ${code}`)),
  ];
}
