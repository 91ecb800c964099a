import { listed } from '../../text/listed.ts';

/**
 * Words that make another thing of the condition before them: a vaccine, a clinic, a medicine. `STROKE ALERT`, `DVT ppx`,
 * `headache diary` name no disease.
 */
export const COMPOUND_HEADS: ReadonlySet<string> = new Set(
  listed(`
    action, alert, antibodies, antibody, binder, booklet, booster, brochure, clinic, diary,
    drug, drugs, education, educator, handout, handouts, immunization, leaflet, medication, medications,
    medicine, medicines, meds, pamphlet, pamphlets, panel, pathway, prevention, ppx, precaution, precautions, prophylaxis,
    protocol, risk, risks, scale, score, screen, screening, shot, shots, specialist, swab, test, testing, tests, titer,
    titers, vaccination, vaccinations, vaccine, vaccines, website`),
);

/** The same where they are written as part of a name: `American Diabetes Association`, and no `palliative care center`. */
export const NAMED_HEADS: ReadonlySet<string> = new Set(
  listed('Association, Center, Centre, Club, Foundation, Institute, Society, Ward, Street, Avenue'),
);
