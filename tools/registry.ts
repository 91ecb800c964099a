import type { Tool } from './define-tool.ts';
import { draftAppeal } from './draft-appeal/tool.ts';
import { draftPatientMessage } from './draft-patient-message/tool.ts';
import { explainBill } from './explain-bill/tool.ts';
import { explainCode } from './explain-code/tool.ts';
import { findPolicy } from './find-policy/tool.ts';
import { listDenials } from './list-denials/tool.ts';
import { listWork } from './list-work/tool.ts';
import { lookupAdjustmentCode } from './lookup-adjustment-code/tool.ts';
import { lookupCode } from './lookup-code/tool.ts';
import { lookupDenial } from './lookup-denial/tool.ts';
import { proposeAdjustment } from './propose-adjustment/tool.ts';
import { proposeCodes } from './propose-codes/tool.ts';
import { proposePaymentPlan } from './propose-payment-plan/tool.ts';
import { readDocument } from './read-document/tool.ts';
import { readLetter } from './read-letter/tool.ts';
import { searchChart } from './search-chart/tool.ts';
import { showLedger } from './show-ledger/tool.ts';
import { showProposal } from './show-proposal/tool.ts';
import { showRemittances } from './show-remittances/tool.ts';
import { suggestCodes } from './suggest-codes/tool.ts';

/** Every tool there is, by name. The agent's bindings, the MCP server and the docs are made from this list. */
export const TOOLS: readonly Tool[] = [
  draftAppeal,
  draftPatientMessage,
  explainBill,
  explainCode,
  findPolicy,
  listDenials,
  listWork,
  lookupAdjustmentCode,
  lookupCode,
  lookupDenial,
  proposeAdjustment,
  proposeCodes,
  proposePaymentPlan,
  readDocument,
  readLetter,
  searchChart,
  showLedger,
  showProposal,
  showRemittances,
  suggestCodes,
];
