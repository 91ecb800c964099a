import { z } from 'zod';
import { Icd10Cm, LocalDate } from '../../codes.ts';
import { EditionHead } from '../edition-source.ts';

const head = <S extends string>(system: S) => EditionHead.extend({ system: z.literal(system) });

/** ICD-10-PCS: three characters head a table, seven are a procedure that can be reported. */
export const PcsSource = z.strictObject({
  head: head('icd10pcs'),
  codes: z.array(z.strictObject({ code: z.string().regex(/^[0-9A-HJ-NP-Z]{3,7}$/), billable: z.boolean(), title: z.string().min(1) })),
});
export type PcsSource = z.infer<typeof PcsSource>;

export const PoaExemptSource = z.strictObject({ head: head('poa-exempt'), codes: z.array(Icd10Cm) });
export type PoaExemptSource = z.infer<typeof PoaExemptSource>;

export const CodeEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sex'), only: z.enum(['female', 'male']) }),
  z.strictObject({ kind: z.literal('age'), from: z.int(), to: z.int(), group: z.string() }),
  z.strictObject({ kind: z.enum(['manifestation', 'unacceptable-principal', 'questionable-admission', 'unspecified']), name: z.string() }),
]);

export const MceSource = z.strictObject({
  head: head('mce'),
  edits: z.array(z.strictObject({ code: Icd10Cm, edit: CodeEdit })),
});
export type MceSource = z.infer<typeof MceSource>;

export const HccSource = z.strictObject({
  head: head('cms-hcc'),
  rows: z.array(z.strictObject({ code: Icd10Cm, model: z.string().min(1), category: z.string().min(1) })),
});
export type HccSource = z.infer<typeof HccSource>;

/**
 * A level holds unless the principal diagnosis stands in the code's group. A table may print its groups without the seventh
 * character, so that a code has more than one: what they do not agree on is not known.
 */
export const SeveritySource = z.strictObject({
  head: head('msdrg-cc'),
  levels: z.array(z.strictObject({ code: Icd10Cm, level: z.enum(['CC', 'MCC']), groups: z.array(z.string()) })),
  groups: z.record(z.string(), z.array(Icd10Cm)),
});
export type SeveritySource = z.infer<typeof SeveritySource>;

/** The publisher's text of adjustment and remark codes, which a licensee loads; none ships. Each has its own days in the list. */
export const AdjustmentListSource = z.strictObject({
  head: head('adjustment-codes'),
  texts: z.array(
    z.strictObject({
      kind: z.enum(['group', 'carc', 'rarc']),
      code: z.string().min(1),
      says: z.string().min(1),
      from: LocalDate.optional(),
      changed: LocalDate.optional(),
      to: LocalDate.optional(),
    }),
  ),
});
export type AdjustmentListSource = z.infer<typeof AdjustmentListSource>;

export const FactSource = z.union([PcsSource, PoaExemptSource, MceSource, HccSource, SeveritySource, AdjustmentListSource]);
export type FactSource = z.infer<typeof FactSource>;
