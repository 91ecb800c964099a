import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { EditionHead } from '#core/terminology/edition-source.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { EditionRecord } from '#tools/unit.ts';
import type { Sealed } from './sealed-entries.ts';

const Row = z.strictObject({
  head: EditionHead,
  sha256: z.string(),
  state: z.enum(['loaded', 'active', 'retired']),
  codes: z.int(),
  billable: z.int(),
  loadedAt: z.string(),
});

/** A row of an edition as the database has it, before anything of it is believed. */
export interface EditionRow {
  readonly tenant: string;
  readonly id: string;
  readonly seal: string | null;
}

export interface SealedEdition {
  readonly record: EditionRecord;
  /** SHA-256 of the content that was put with it. */
  readonly content: string;
}

/**
 * What a row says, where it bears the seal of this installation. The column holds the digest of the content and the seal over it and
 * the record, so that a list needs no content. Throws Failure `altered` for a row that was written or changed beside the program.
 */
export async function believedEdition({ tenant, id, seal, ...rest }: EditionRow, sealed: Sealed): Promise<SealedEdition> {
  const parsed = Row.safeParse(rest);
  const [content = '', bears] = (seal ?? '').split(' ');
  if (parsed.success && (await sealed.isSealOf(sealedRecord(tenant, id, { record: parsed.data, content }), bears)))
    return { record: parsed.data, content };
  throw alteredEdition(id);
}

/** What the seal column of a row says for this content. */
export async function editionSeal({ tenant, id, seal: _seal, ...rest }: EditionRow, content: string, sealed: Sealed): Promise<string> {
  return `${content} ${await sealed.sealOf(sealedRecord(tenant, id, { record: Row.parse(rest), content }))}`;
}

export function contentDigest(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function alteredEdition(id: string): Failure {
  return new Failure(
    'altered',
    `Edition ${id} was changed in the database and not by Countersign, so nothing is coded. Tell your compliance officer. ` +
      'A start brings the starter edition anew; load an official one again: countersign editions load icd10cm <file, folder or zip>.',
  );
}

function sealedRecord(tenant: string, id: string, { record, content }: SealedEdition): readonly string[] {
  return ['edition', tenant, id, canonicalJson(jsonOf(record)), content];
}
