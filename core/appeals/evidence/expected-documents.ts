import type { Claim, ClaimLine } from '../../billing/claim.ts';
import type { Chart, ChartDocument, DocumentType } from '../../chart/chart.ts';
import { namesService } from './service-words.ts';

export interface AbsentDocument {
  /** `a discharge summary`. */
  readonly what: string;
  /** Why it is looked for: `which a stay that ended has`. */
  readonly why: string;
  /** The remark of the payer that asks for this very document. */
  readonly askedBy?: string;
}

interface Expected {
  readonly type: DocumentType;
  readonly what: string;
}

const DISCHARGE: Expected = { type: 'discharge-summary', what: 'a discharge summary' };
const ADMISSION: Expected = { type: 'history-and-physical', what: 'a history and physical' };
const EMERGENCY: Expected = { type: 'emergency-note', what: 'an emergency note' };
const OPERATION: Expected = { type: 'operative-note', what: 'an operative report' };
const PATHOLOGY: Expected = { type: 'pathology-report', what: 'a pathology report' };
const IMAGES: Expected = { type: 'radiology-report', what: 'a radiology report' };

/** Remarks that ask for one document by name. */
const ASKED: ReadonlyMap<string, Expected> = new Map([
  ['M29', OPERATION],
  ['M30', PATHOLOGY],
  ['M31', IMAGES],
]);
/** Remarks that ask for a paper that no chart holds. */
const BESIDE_CHART: ReadonlyMap<string, string> = new Map([
  ['M23', "the supplier's invoice"],
  ['M60', 'the certificate of need'],
  ['N26', 'the itemised bill'],
]);

/** What the record should hold for this claim and for what the payer asks, and does not: by setting, by line and by remark. */
export function absentFrom(
  documents: readonly ChartDocument[],
  { claim, chart, remarks }: { readonly claim: Claim; readonly chart: Chart | undefined; readonly remarks: readonly string[] },
): readonly AbsentDocument[] {
  const has = ({ type }: Expected): boolean => documents.some((one) => one.type === type);
  const asked = remarks.flatMap((code): AbsentDocument[] => {
    const beside = BESIDE_CHART.get(code);
    const one = ASKED.get(code);
    if (beside !== undefined) return [{ what: beside, why: `which ${code} asks for`, askedBy: code }];
    return one === undefined || has(one) ? [] : [{ what: one.what, why: `which ${code} asks for`, askedBy: code }];
  });
  const usual = usualFor(claim, chart).flatMap(({ why, ...one }): AbsentDocument[] => (has(one) ? [] : [{ what: one.what, why }]));
  return [...asked, ...usual, ...claim.lines.flatMap((line) => reportOf(line, documents))];
}

function usualFor({ lines }: Claim, chart: Chart | undefined): readonly (Expected & { readonly why: string })[] {
  const isStay = chart?.encounter.setting === 'inpatient';
  const isEmergency = lines.some(({ code, revenue }) => /^9928\d$/.test(code ?? '') || /^0?45\d$/.test(revenue ?? ''));
  const isOperation = lines.some(({ revenue }) => /^0?36\d$/.test(revenue ?? ''));
  return [
    ...(isStay ? [{ ...ADMISSION, why: 'which an inpatient stay has' }] : []),
    ...(isStay && chart.encounter.end !== undefined ? [{ ...DISCHARGE, why: 'which a stay that ended has' }] : []),
    ...(isEmergency ? [{ ...EMERGENCY, why: 'for the emergency visit that was billed' }] : []),
    ...(isOperation ? [{ ...OPERATION, why: 'for the operating room that was billed' }] : []),
  ];
}

/** A service that notes name by known words has a report, or at least a document that tells of it. */
function reportOf({ number, code }: ClaimLine, documents: readonly ChartDocument[]): readonly AbsentDocument[] {
  if (namesService(code, '') === undefined) return [];
  const isTold = documents.some(
    ({ title, text }) => namesService(code, title) === true || text.split('\n').some((line) => namesService(code, line) === true),
  );
  return isTold ? [] : [{ what: `a report of line ${number} (${code})`, why: 'which was billed' }];
}
