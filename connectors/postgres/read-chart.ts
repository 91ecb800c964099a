import { Chart, type ChartDocument } from '#core/chart/chart.ts';
import { unalteredChart } from '#guardrails/chart-version.ts';
import type { Sealed } from './sealed-entries.ts';
import { ENTRY, type EntryRow } from './stored-entry.ts';
import { present, type Transaction } from './transaction.ts';

interface EncounterRow {
  readonly tenant: string;
  readonly seal: string | null;
  readonly id: string;
  readonly setting: string;
  readonly start: string;
  readonly end: string | null;
  readonly reason: string | null;
  readonly version: string;
  readonly patient: { readonly id: string; readonly name: string | null; readonly sex: string; readonly birthDate: string | null };
}

const ENCOUNTER = `select tenant, seal, id, setting, start_day::text as start, end_day::text as "end", reason, version,
  json_build_object('id', patient, 'name', patient_name, 'sex', patient_sex, 'birthDate', patient_birth_date::text) as patient
  from encounter where id = $1`;

// The body travels as JSON: the embedded database's text decoder takes a byte-order mark off the front of a plain value, and
// every offset into the document would then be wrong by one.
const DOCUMENT = `select id, encounter, type, title, author, author_title as "authorTitle", role, status, day::text as date, sha256,
  to_json(body) as text from document`;

const OBSERVATIONS = 'select id, name, value, unit, day::text as date, flag from observation where encounter = $1 order by position';
const CLAIMS = 'select id, payer, diagnoses, procedures from claim where encounter = $1 order by position';

/** What the seal of a chart is over. MUST stay as it is: every chart that was imported depends on it. */
export function chartRecord(chart: { readonly tenant: string; readonly encounter: string; readonly version: string }): readonly string[] {
  return ['chart', chart.tenant, chart.encounter, chart.version];
}

/** One encounter's chart as it was put, or `undefined`. Throws Failure `altered` when the database no longer holds what was put. */
export async function readChart(transaction: Transaction, sealed: Sealed, id: string): Promise<Chart | undefined> {
  const { rows } = transaction;
  const [found] = await rows<EncounterRow>(ENCOUNTER, [id]);
  if (found === undefined) return undefined;
  const { tenant, seal, patient, version, ...encounter } = found;
  const stored = Chart.parse({
    encounter: present(encounter),
    patient: present(patient),
    version,
    documents: (await rows(`${DOCUMENT} where encounter = $1 order by position`, [id])).map(present),
    observations: (await rows(OBSERVATIONS, [id])).map(present),
    claims: (await rows(CLAIMS, [id])).map(present),
  });
  return unalteredChart(stored, {
    sealed: await sealed.isSealOf(chartRecord({ tenant, encounter: id, version }), seal),
    witnessed: await importedVersion(transaction, sealed, id),
  });
}

/** The version that the ledger has of the chart's last import. An entry that is not what was written vouches for nothing. */
async function importedVersion({ rows }: Transaction, sealed: Sealed, id: string): Promise<string | undefined> {
  const [row] = await rows<EntryRow>(`${ENTRY} where encounter = $1 and leaf like '%"act":"chart.imported"%' order by index desc limit 1`, [
    id,
  ]);
  if (row === undefined) return undefined;
  const { version } = JSON.parse(row.about) as { readonly version?: string };
  return (await sealed.faultOf(row)) === undefined ? version : 'altered';
}

/** One document, out of its whole chart: only the chart as a whole can show that it is unaltered. */
export async function readDocument(transaction: Transaction, sealed: Sealed, id: string): Promise<ChartDocument | undefined> {
  const [found] = await transaction.rows<{ encounter: string }>('select encounter from document where id = $1', [id]);
  const chart = found && (await readChart(transaction, sealed, found.encounter));
  return chart?.documents.find((document) => document.id === id);
}
