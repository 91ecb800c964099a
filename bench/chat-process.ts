/**
 * Countersign as `countersign start` runs it, but with Teams where a stand-in of it is: for `chat-times.ts`, which starts it and kills it. The settings come from
 * the environment, and what Teams needs as JSON on the command line.
 */
import { join } from 'node:path';
import { attachAsOwner } from '#app/owner/attach.ts';
import { readConfig } from '#app/settings/config.ts';
import { faultLog } from '#app/owner/faults.ts';
import { startWeb } from '#app/owner/start-web.ts';
import type { TeamsSettings } from '#connectors/teams/check-settings.ts';

const root = join(import.meta.dirname, '..');
const teams = JSON.parse(process.argv[2] ?? '') as TeamsSettings;
const config = { ...readConfig(process.env, root), teams };
const faults = faultLog((line) => void process.stderr.write(line));
const attached = await attachAsOwner({ config, root, command: 'bench chat-times', progress: () => undefined, faults });
await startWeb({ config, serving: attached.serving, faults });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
