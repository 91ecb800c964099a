import { opaqueAppeal } from './draft-appeal.ts';
import { opaqueLetter, opaquePolicies } from './letters.ts';
import { opaqueDenial, opaqueDenials } from './denials.ts';
import { opaqueBill } from './explain-bill.ts';
import { opaqueAdjustment, opaqueMessage, opaquePaymentPlan } from './proposed-billing.ts';
import { opaqueDocument } from './read-document.ts';
import { opaqueExplanation } from './explain-code.ts';
import { opaqueLedger } from './show-ledger.ts';
import { opaqueLookup } from './lookup-code.ts';
import type { OpaquePresenter } from './presenter.ts';
import { opaqueAdjustmentCode, opaqueRemittances } from './remittances.ts';
import { opaqueProposal } from './show-proposal.ts';
import { opaqueProposed } from './propose-codes.ts';
import { opaqueSearch } from './search-chart.ts';
import { opaqueSuggestions } from './suggest-codes.ts';
import { opaqueWork } from './list-work.ts';

/** Every tool whose answers can be told without chart words. The answer of any other is held back. */
export const OPAQUE: readonly OpaquePresenter[] = [
  opaqueAdjustment,
  opaqueAdjustmentCode,
  opaqueBill,
  opaqueAppeal,
  opaqueExplanation,
  opaqueDenial,
  opaqueDenials,
  opaqueMessage,
  opaquePaymentPlan,
  opaqueWork,
  opaqueLetter,
  opaqueLookup,
  opaquePolicies,
  opaqueProposed,
  opaqueDocument,
  opaqueSearch,
  opaqueRemittances,
  opaqueLedger,
  opaqueProposal,
  opaqueSuggestions,
];
