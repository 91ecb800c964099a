import { listed } from '../../text/listed.ts';

/** Drugs in common use that the official table does not list, under the category of their class: the intent's character follows. */
const CLASSES: readonly (readonly [stem: string, drugs: string])[] = [
  ['T36.1X', 'cefepime, meropenem, ertapenem, cefdinir'],
  ['T36.8X', 'levofloxacin, moxifloxacin, linezolid, daptomycin'],
  ['T38.0X', 'methylprednisolone, fludrocortisone'],
  [
    'T38.3X',
    'glimepiride, sitagliptin, linagliptin, empagliflozin, dapagliflozin, canagliflozin, semaglutide, liraglutide, dulaglutide, tirzepatide, pioglitazone',
  ],
  ['T39.39', 'meloxicam, celecoxib'],
  ['T42.6X', 'gabapentin, pregabalin, lamotrigine, levetiracetam, topiramate, lacosamide, zonisamide'],
  ['T43.21', 'duloxetine, desvenlafaxine'],
  ['T43.22', 'sertraline, escitalopram, paroxetine'],
  ['T43.59', 'quetiapine, risperidone, aripiprazole, ziprasidone, paliperidone, lurasidone, lithium'],
  ['T44.7X', 'carvedilol, bisoprolol, nebivolol'],
  [
    'T45.1X',
    'mycophenolate, tacrolimus, sirolimus, cyclosporine, leflunomide, adalimumab, infliximab, etanercept, rituximab, paclitaxel, docetaxel, imatinib, lenalidomide, bortezomib, capecitabine, oxaliplatin',
  ],
  ['T45.51', 'apixaban, rivaroxaban, dabigatran, edoxaban'],
  ['T45.52', 'clopidogrel, ticagrelor, prasugrel'],
  ['T45.AX', 'pembrolizumab, nivolumab, ipilimumab, atezolizumab, durvalumab'],
  ['T46.1X', 'amlodipine, felodipine'],
  ['T46.2X', 'dofetilide, dronedarone'],
  ['T46.5X', 'losartan, valsartan, olmesartan, irbesartan, candesartan, telmisartan'],
  ['T46.6X', 'atorvastatin, rosuvastatin, pitavastatin, ezetimibe, statin, statins'],
  ['T47.1X', 'pantoprazole, esomeprazole, lansoprazole'],
  ['T50.1X', 'torsemide, bumetanide'],
  ['T50.8X', 'contrast, contrast dye, contrast media, contrast medium, iodinated contrast, iv contrast'],
];

const STEMS: ReadonlyMap<string, string> = new Map(CLASSES.flatMap(([stem, drugs]) => listed(drugs).map((drug) => [drug, stem] as const)));

/** The category of a drug's class, without the intent: `T42.6X` of lamotrigine. */
export function classOf(drug: string): string | undefined {
  return STEMS.get(drug);
}
