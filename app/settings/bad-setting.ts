import { Failure } from '#core/errors.ts';

/** A setting that cannot be used: its name, what is wrong with it, and the mend. */
export function badSetting(key: string, why: string): Failure {
  return new Failure('bad-config', `${key}: ${why.replace(/(\?)?\.?\s*$/, (_end, question?: string) => question ?? '.')}`);
}
