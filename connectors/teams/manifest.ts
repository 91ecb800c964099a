import { colourIcon, outlineIcon } from './icons.ts';
import { zipOf } from './zip.ts';

export interface TeamsManifestOptions {
  /** The application (client) id of the bot's registration. It names the app in Teams as well. */
  readonly appId: string;
  /** `https://countersign.example.org`: where Countersign is reached. */
  readonly publicUrl: string;
  /** Pages of whoever runs it, which Teams wants named. Absent: the public address. */
  readonly privacyUrl?: string;
  readonly termsUrl?: string;
  /** Of this package; Teams takes an upload of a higher one as an update. */
  readonly version?: string;
  /** Who runs it. */
  readonly developer?: string;
}

const VERSION = '1.0.0';
/** https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
const SCHEMA = '1.19';
const COLOUR = 'color.png';
const OUTLINE = 'outline.png';
const COMMANDS = [
  { title: 'What waits for me?', description: 'Proposals that you can decide' },
  { title: 'What can you do?', description: 'What can be asked here' },
];

/**
 * What an organisation installs the app from. It asks for no permission: Teams hands it what is written to it, in channels and groups by its name alone, and
 * nothing else.
 */
export function teamsManifest({ appId, publicUrl, version = VERSION, developer = 'Countersign', ...pages }: TeamsManifestOptions) {
  const home = publicUrl.replace(/\/+$/, '');
  const commands = COMMANDS.map((command) => ({ ...command }));
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA,
    version,
    id: appId,
    developer: {
      name: developer.slice(0, 32),
      websiteUrl: home,
      privacyUrl: pages.privacyUrl ?? home,
      termsOfUseUrl: pages.termsUrl ?? home,
    },
    icons: { color: COLOUR, outline: OUTLINE },
    name: { short: 'Countersign', full: 'Countersign, revenue cycle answers with evidence' },
    description: {
      short: 'Revenue cycle answers with evidence. Nothing changes without a person.',
      full: 'Reads the chart, suggests codes with the words that support them, and changes nothing without a person. Ask it directly, or name it in a channel; decide on the cards that it shows.',
    },
    accentColor: '#1F3A4D',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [
          { scopes: ['personal'], commands },
          { scopes: ['team', 'groupChat'], commands },
        ],
      },
    ],
  };
}

/** The package to upload in the Teams admin center. */
export function teamsPackage(options: TeamsManifestOptions): Uint8Array {
  const manifest = Buffer.from(`${JSON.stringify(teamsManifest(options), undefined, 2)}\n`);
  return zipOf([
    { name: 'manifest.json', content: manifest },
    { name: COLOUR, content: colourIcon() },
    { name: OUTLINE, content: outlineIcon() },
  ]);
}
