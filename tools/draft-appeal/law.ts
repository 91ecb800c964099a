import type { AppealGround } from '#core/appeals/letter/letter.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';

type Kind = PayerTerms['kind'];

/** Clauses of public law that bear on a ground with a kind of payer, by their ids in the policy library. */
const LAW: Readonly<Partial<Record<AppealGround, Readonly<Partial<Record<Kind, readonly string[]>>>>>> = {
  'medical-necessity': { 'medicare-ffs': ['ssa-1862/a-1-A'], 'medicare-advantage-noncontract': ['42-cfr-422-101/b-6'] },
  'clinical-validation': { 'medicare-advantage-noncontract': ['42-cfr-422-101/b-6', '42-cfr-422-566/d'] },
  'level-of-care': {
    'medicare-ffs': ['42-cfr-412-3/d-1'],
    'medicare-advantage-noncontract': ['42-cfr-412-3/d-1', '42-cfr-422-101/b-2'],
  },
  authorisation: {
    'medicare-advantage-noncontract': ['42-cfr-422-113/b-2'],
    contract: ['45-cfr-149-110/b-1'],
    unknown: ['45-cfr-149-110/b-1'],
  },
  'timely-filing': { 'medicare-ffs': ['42-cfr-424-44/a-1'] },
};

export function lawOn(ground: AppealGround, kind: Kind): readonly string[] {
  return LAW[ground]?.[kind] ?? [];
}
