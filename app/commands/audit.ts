import { Failure } from '#core/errors.ts';
import { attach } from '../owner/attach.ts';
import type { Command } from '../command.ts';
import { readWords, speaker } from '../words.ts';
import { checkpoint } from './audit/checkpoint.ts';
import { exportVerb } from './audit/export.ts';
import { proof } from './audit/proof.ts';
import { rotateKey } from './audit/rotate-key.ts';
import { show } from './audit/show.ts';
import type { Verb } from './audit/verb.ts';
import { verify } from './audit/verify.ts';

const VERBS: readonly Verb[] = [verify, checkpoint, proof, show, exportVerb, rotateKey];
const USAGE = VERBS.map(({ name, usage }) => `audit ${name} ${usage}`.trim()).join(' | ');

export const audit: Command = {
  name: 'audit',
  usage: USAGE,
  summary:
    'Verify the whole ledger against its signed checkpoints, sign its head now, prove one entry to an outsider, tell the story of a case, ' +
    'export entries without any patient in them (with --fhir as AuditEvents, which name the patient and need the role for it), or give the ledger a new key.',
  async run([name, ...words], { root, config, print, tell, say, faults }) {
    const verb = VERBS.find((one) => one.name === name);
    if (verb === undefined) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const usage = `audit ${verb.name} ${verb.usage}`.trim();
    const given = readWords(words, { as: 'text', ...verb.options }, usage);
    const request = verb.read(given, speaker(given, config()));
    if (request === undefined) throw new Failure('bad-input', `Usage: countersign ${usage}`);
    const attached = await attach({ config: config(), root, command: `countersign audit ${verb.name}`, progress: say, faults });
    try {
      return await request(attached.desk, { print, tell });
    } finally {
      await attached.close();
    }
  },
};
