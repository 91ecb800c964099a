import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { AppealCalendar } from '#core/appeals/calendar/appeal-calendar.ts';
import { Failure } from '#core/errors.ts';

/** Reads an appeal calendar (`starter/appeals/calendar.yaml`). Throws Failure `bad-file` with the file and the rule that is wrong. */
export function readAppealCalendar(file: string): AppealCalendar {
  const parsed = AppealCalendar.safeParse(yamlOf(file));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Failure('bad-file', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not understood'}.`);
}

function yamlOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Failure('not-found', `${file} cannot be read.`, { cause });
  }
  try {
    return parse(text);
  } catch (cause) {
    throw new Failure('bad-file', `${file} is no YAML.`, { cause });
  }
}
