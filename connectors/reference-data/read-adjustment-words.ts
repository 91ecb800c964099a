import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { adjustmentWords, type AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import { PlainWords, ReasonWords, RemarkWords, WordsSource } from '#core/denials/codes/words-source.ts';
import { Failure } from '#core/errors.ts';

/** Reads the words for adjustment and remark codes (`starter/adjustment-codes`). Throws Failure `bad-file` with the file and the place that is wrong. */
export function readAdjustmentWords(folder: string): AdjustmentWords {
  return adjustmentWords(readWordsSource(folder));
}

/** The same as it is written down. Reasons and remarks stand in several files, `reasons-*.yaml` and `remarks-*.yaml`. */
export function readWordsSource(folder: string): WordsSource {
  const names = readdirSync(folder).toSorted();
  const all = <S extends z.ZodType>(prefix: string, schema: S): z.output<S>[] =>
    names.filter((name) => name.startsWith(`${prefix}-`)).flatMap((name) => yaml(join(folder, name), z.array(schema)));
  const plain = (name: string): PlainWords[] => yaml(join(folder, `${name}.yaml`), z.array(PlainWords));
  return {
    head: yaml(join(folder, 'edition.yaml'), WordsSource.shape.head),
    groups: plain('groups'),
    reasons: all('reasons', ReasonWords),
    remarks: all('remarks', RemarkWords),
    claimStatuses: plain('claim-statuses'),
    providerAdjustments: plain('provider-adjustments'),
    statusCategories: plain('status-categories'),
    statusCodes: plain('status-codes'),
  };
}

function yaml<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(parsedYaml(file));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Failure('bad-file', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not understood'}.`);
}

function parsedYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Failure('bad-file', `${file} cannot be read as YAML, or is not there.`, { cause });
  }
}
