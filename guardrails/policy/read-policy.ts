import { parse } from 'yaml';
import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '../audit/canonical-json.ts';
import { PolicyFile, type Policy } from './policy.ts';

/** Reads a policy file. Throws Failure `bad-config` with the file's name and the key that is wrong. */
export function readPolicy(text: string, file: string): Policy {
  const parsed = PolicyFile.safeParse(readYaml(text, file));
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new Failure('bad-config', `Policy ${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a policy'}.`);
  }
  const version = digest(jsonOf(parsed.data)).slice(0, 12);
  return { ...parsed.data, version: `${parsed.data.name}@${version}` };
}

function readYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (thrown) {
    throw new Failure('bad-config', `Policy ${file} is not YAML: ${thrown instanceof Error ? thrown.message.split('\n')[0] : ''}`, {
      cause: thrown,
    });
  }
}
