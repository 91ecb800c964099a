import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '#connectors/make-folder.ts';
import { teamsPackage } from '#connectors/teams/manifest.ts';
import { Failure } from '#core/errors.ts';
import type { Command } from '../command.ts';
import { mustBeHttps } from '../settings/must-be-https.ts';
import { readWords } from '../words.ts';

const USAGE = 'teams manifest --url <https://address> --out <folder> [--app-id <id>]';
const PACKAGE = 'countersign-teams.zip';

export const teams: Command = {
  name: 'teams',
  usage: USAGE,
  summary: 'Write the package that is uploaded to Teams: manifest and icons. The id is COUNTERSIGN_TEAMS_APP_ID, or the one given.',
  async run(words, { config, tell }) {
    const given = readWords(words, { url: 'text', out: 'text', 'app-id': 'text' }, USAGE);
    const [url, out] = [given.text('url'), given.text('out')];
    if (given.rest.join(' ') !== 'manifest' || url === undefined || out === undefined)
      throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    mustBeHttps(url);
    const appId = appIdOf(given.text('app-id') ?? config().teams?.appId);
    const folder = resolve(out);
    const file = join(folder, PACKAGE);
    await makeFolder(folder);
    await writeFile(file, teamsPackage({ appId, publicUrl: url }));
    tell(
      `Package    ${file}\nEndpoint   ${url.replace(/\/+$/, '')}/teams/messages\n\n` +
        'Set the endpoint in the Azure Bot under "Configuration", add the channel "Microsoft Teams" there, and upload the package in the Teams admin center under "Manage apps". ' +
        '"countersign doctor" then says what is still missing.\n',
    );
    return 0;
  },
};

function appIdOf(id: string | undefined): string {
  const read = z.guid().safeParse(id);
  if (read.success) return read.data.toLowerCase();
  throw new Failure(
    'bad-input',
    'Give --app-id, or set COUNTERSIGN_TEAMS_APP_ID with its secret and tenant: the application (client) id of the bot in Entra.',
  );
}
