import { Failure } from '#core/errors.ts';
import type { Chart } from '#core/chart/chart.ts';
import { readNote } from '#core/text/read-note.ts';
import { chartRecord } from './read-chart.ts';
import type { Sealed } from './sealed-entries.ts';
import type { Transaction } from './transaction.ts';

/**
 * Writes or replaces one encounter's chart whole, under seal, with its passages for search. Throws Failure `bad-file` when a document
 * id occurs twice or belongs to another encounter.
 */
export async function putChart(transaction: Transaction, sealed: Sealed, chart: Chart): Promise<void> {
  const { rows, lockWriters } = transaction;
  await lockWriters();
  await refuseTakenDocuments(transaction, chart);
  await putEncounter(transaction, sealed, chart);

  const id = chart.encounter.id;
  for (const table of ['document', 'observation', 'claim']) await rows(`delete from ${table} where encounter = $1`, [id]);
  await rows(INSERT_DOCUMENTS, [id, numbered(chart.documents)]);
  await rows(INSERT_PASSAGES, [id, numbered(chart.documents.flatMap(passagesOf))]);
  await rows(INSERT_OBSERVATIONS, [id, numbered(chart.observations)]);
  await rows(INSERT_CLAIMS, [id, numbered(chart.claims)]);
}

async function refuseTakenDocuments({ rows }: Transaction, { encounter, documents }: Chart): Promise<void> {
  const ids = documents.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Failure('bad-file', `Document ${twice} occurs twice in encounter ${encounter.id}.`);
  const [taken] = await rows<{ id: string; encounter: string }>(
    'select id, encounter from document where id = any($1) and encounter <> $2 order by id limit 1',
    [ids, encounter.id],
  );
  if (taken !== undefined) {
    throw new Failure('bad-file', `Document ${taken.id} of encounter ${encounter.id} is already in encounter ${taken.encounter}.`);
  }
}

async function putEncounter({ rows }: Transaction, sealed: Sealed, { encounter, patient, version }: Chart): Promise<void> {
  const [row] = await rows<{ tenant: string }>(
    `insert into encounter (id, setting, start_day, end_day, reason, patient, patient_name, patient_sex, patient_birth_date, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant, id) do update set
       setting = excluded.setting, start_day = excluded.start_day, end_day = excluded.end_day, reason = excluded.reason,
       patient = excluded.patient, patient_name = excluded.patient_name, patient_sex = excluded.patient_sex,
       patient_birth_date = excluded.patient_birth_date, version = excluded.version
     returning tenant`,
    [
      encounter.id,
      encounter.setting,
      encounter.start,
      encounter.end,
      encounter.reason,
      patient.id,
      patient.name,
      patient.sex,
      patient.birthDate,
      version,
    ],
  );
  const seal = await sealed.sealOf(chartRecord({ tenant: row?.tenant ?? '', encounter: encounter.id, version }));
  await rows('update encounter set seal = $2 where id = $1', [encounter.id, seal]);
}

/** The sentences of a document: the words go into the index, the offsets point into the original. */
function passagesOf({ id, text }: Chart['documents'][number]) {
  return readNote(text).sentences.map(({ start, end }) => ({ document: id, start, end, words: text.slice(start, end) }));
}

/** Rows as one JSON parameter, so that a chart takes one statement a table whatever its size. */
function numbered(items: readonly object[]): string {
  return JSON.stringify(items.map((item, position) => ({ ...item, position })));
}

const INSERT_DOCUMENTS = `
  insert into document (encounter, position, id, type, title, author, author_title, role, status, day, sha256, body)
  select $1, position, id, type, title, author, "authorTitle", role, status, date, sha256, text
  from json_to_recordset($2::json) as item (position int, id text, type text, title text, author text, "authorTitle" text, role text,
    status text, date date, sha256 text, text text)`;

const INSERT_PASSAGES = `
  insert into passage (encounter, position, document, start_offset, end_offset, words)
  select $1, position, document, start, "end", to_tsvector('english', words)
  from json_to_recordset($2::json) as item (position int, document text, start int, "end" int, words text)`;

const INSERT_OBSERVATIONS = `
  insert into observation (encounter, position, id, name, value, unit, day, flag)
  select $1, position, id, name, value, unit, date, flag
  from json_to_recordset($2::json) as item (position int, id text, name text, value text, unit text, date date, flag text)`;

const INSERT_CLAIMS = `
  insert into claim (encounter, position, id, payer, diagnoses, procedures)
  select $1, position, id, payer, diagnoses, procedures
  from json_to_recordset($2::json) as item (position int, id text, payer text, diagnoses text[], procedures text[])`;
