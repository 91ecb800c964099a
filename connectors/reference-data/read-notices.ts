import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Failure } from '#core/errors.ts';
import { Notices, type Notice } from '#core/patient-bill/notice.ts';

/** Reads the notices for bills to patients (`starter/notices`). Throws Failure `bad-file` with the file and the place that is wrong. */
export function readNotices(folder: string): readonly Notice[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
  return files.flatMap((name) => {
    const file = join(folder, name);
    const parsed = Notices.safeParse(yamlOf(file));
    if (parsed.success) return parsed.data;
    const [first] = parsed.error.issues;
    throw new Failure('bad-file', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not understood'}.`);
  });
}

function yamlOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Failure('bad-file', `${file} is not YAML that can be read. Look at its last change.`, { cause });
  }
}
