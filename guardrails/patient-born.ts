import type { Chart } from '#core/chart/chart.ts';
import type { LocalDate } from '#core/codes.ts';

/** Where a patient's day of birth is looked up. */
export interface Births {
  readonly charts: { find(encounter: string): Promise<Chart | undefined> };
}

/**
 * The day of birth that the charts of an account and of its claims have. Where they differ, the latest: whoever may be a minor is taken
 * for one. `undefined` where none has any.
 */
export async function patientBorn(
  about: readonly { readonly encounter?: string | undefined }[],
  { charts }: Births,
): Promise<LocalDate | undefined> {
  let born: LocalDate | undefined;
  for (const encounter of new Set(about.flatMap((one) => one.encounter ?? []))) {
    const said = (await charts.find(encounter))?.patient.birthDate;
    if (said !== undefined && (born === undefined || said > born)) born = said;
  }
  return born;
}
