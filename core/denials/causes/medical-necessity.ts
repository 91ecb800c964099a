import { place, type Cause, type FindCause, type Known, type SpokenClause } from './cause.ts';

const DIAGNOSIS = /\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/g;

/** The diagnoses that the refused line points to, against those that the payer's clauses name for its code. */
export const medicalNecessity: FindCause = (reason, known) => {
  const { line } = reason;
  const at = place(reason, known);
  const { claim } = known.denial;
  const pointed = (line?.diagnoses ?? []).flatMap((nth) => claim.diagnoses[nth - 1] ?? []);
  const diagnoses = pointed.length > 0 ? pointed : claim.diagnoses;
  const stated: Cause = {
    says: `${at.says} was billed with ${diagnoses.length === 0 ? 'no diagnosis' : diagnoses.join(', ')}${pointed.length === 0 && line !== undefined ? ' (the line points to none of them by itself)' : ''}.`,
    shownBy: [at.shownBy],
  };
  const clauses = clausesOn(line?.code, known);
  if (clauses.length === 0)
    return [
      stated,
      { says: 'No clause of this payer that names the code is in the policy library, so its rule is not known here.', shownBy: [] },
    ];
  return [stated, ...clauses.map((clause) => against(clause, diagnoses))];
};

function clausesOn(code: string | undefined, { clauses }: Known): readonly SpokenClause[] {
  return code === undefined ? [] : clauses.filter(({ text, heading }) => `${heading} ${text}`.includes(code));
}

function against({ id, text }: SpokenClause, diagnoses: readonly string[]): Cause {
  const covered = [...new Set(text.match(DIAGNOSIS) ?? [])];
  const shownBy = [`clause ${id}`];
  if (covered.length === 0) return { says: `Clause ${id} speaks of the code and names no diagnosis.`, shownBy };
  const met = diagnoses.filter((one) =>
    covered.some((listed) => one === listed || one.startsWith(listed.includes('.') ? listed : `${listed}.`)),
  );
  return met.length > 0
    ? { says: `Clause ${id} names ${met.join(', ')}, which was billed: the refusal is not borne out by it.`, shownBy, leadsTo: 'appeal' }
    : {
        says: `None of the diagnoses billed is among those that clause ${id} names (${covered.join(', ')}). If the chart documents one of them, correct the claim.`,
        shownBy,
        leadsTo: 'correct',
      };
}
