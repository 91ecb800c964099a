import { assembleFacts, type FactSystem } from '#core/terminology/facts/assemble-facts.ts';
import type { FactSource } from '#core/terminology/facts/fact-source.ts';
import { Failure } from '#core/errors.ts';
import { findOfficialFiles } from './official-files.ts';

/** Reads the official table of one system from a file, a folder, a zip archive or a list of these. */
export async function readOfficialFacts(system: FactSystem, paths: string | readonly string[], year?: string): Promise<FactSource> {
  const { files, unread } = await findOfficialFiles(paths);
  if (files.length === 0)
    throw new Failure(
      'bad-file',
      `Nothing that this version reads was found in ${unread.slice(0, 8).join(', ') || 'it'}. See docs/editions.md for what is read.`,
    );
  return assembleFacts(system, files, year);
}
