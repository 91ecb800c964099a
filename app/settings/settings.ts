import { z } from 'zod';

const Port = z.union([z.literal('off'), z.coerce.number().int().min(1).max(65_535)]);
const OnOff = z.enum(['on', 'off']);

/** Every setting there is, read from the environment. The README's table is made from these sentences. */
export const Settings = z.strictObject({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL with pgvector, as postgres://user:password@host:5432/database. Without it the embedded database is used.'),
  COUNTERSIGN_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'The same database under the login that owns the schema, for countersign migrate and countersign ledger purge only. The program runs under DATABASE_URL, which may own nothing.',
    ),
  COUNTERSIGN_DATA_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the embedded database and of written effects. Default: .countersign beside package.json.'),
  COUNTERSIGN_TENANT: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes')
    .default('demo-hospital')
    .describe('The tenant this process serves.'),
  COUNTERSIGN_DEMO: OnOff.optional().describe(
    'on loads the synthetic demo hospital into an empty tenant. Default: on with the embedded database, off with DATABASE_URL.',
  ),
  COUNTERSIGN_USER: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Principal id of the person at this terminal; --as names another for one command. Default: dana.reyes in the demo hospital, else the operating-system user.',
    ),
  COUNTERSIGN_PEOPLE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File (YAML) of the people, agents and clients of this tenant with their roles. Default: demo/principals.yaml in the demo hospital.',
    ),
  COUNTERSIGN_POLICY: z
    .string()
    .min(1)
    .optional()
    .describe('Policy file (YAML) that says who may ask and who may decide. Default: guardrails/policy/baseline.yaml.'),
  COUNTERSIGN_EFFECTS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder into which approved codes are written as FHIR where no receiver is set. Default: effects in the data folder.'),
  COUNTERSIGN_FHIR_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Base address of the FHIR R4 server that takes approved codes, as https://ehr.example/fhir/r4.'),
  COUNTERSIGN_FHIR_TOKEN_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('File with the bearer token for it, read at each request, so that it can be replaced while the program runs.'),
  COUNTERSIGN_LETTERHEAD: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .describe(
      "The hospital's letterhead, its lines parted by |: name, address, telephone, NPI. Without it letters bear the provider's name and NPI as the claim has them.",
    ),
  COUNTERSIGN_DROP_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder from which an interface engine takes files: HL7 v2.5.1 for adjustments and write-offs, X12 275 for appeals, and HL7 for codes where no FHIR server is set. It must be there.',
    ),
  COUNTERSIGN_CHECKPOINTS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder into which the head of the ledger is signed. Put it where whoever can rewrite the database cannot. Default: checkpoints in the data folder.',
    ),
  COUNTERSIGN_LEDGER_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('File of the Ed25519 key (PEM) that signs them, made where it is missing. Default: ledger-key.pem in the data folder.'),
  COUNTERSIGN_WITNESS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Witness (C2SP tlog-witness) that is shown each signed head and remembers it, as https://witness.example/. Default: none.'),
  COUNTERSIGN_WITNESS_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Public key of the witness, as name+id+key. Without it the signatures that it gives are kept unchecked.'),
  COUNTERSIGN_REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      'Redis that wakes workers, as redis://:password@host:6379, for countersign serve and work only. It is told ids and nothing else, and may be lost or emptied at any time. Without it workers look into the database each second.',
    ),
  COUNTERSIGN_HTTP_HOST: z
    .enum(['127.0.0.1', '0.0.0.0'])
    .default('127.0.0.1')
    .describe(
      'Address that countersign serve and work listen on. Another than loopback is for a container, whose port is published on loopback alone: the token crosses it in the clear.',
    ),
  COUNTERSIGN_HTTP_PORT: Port.default(7377).describe(
    'Loopback port of the MCP server, or off. Default: 7377, and where that is taken, off.',
  ),
  COUNTERSIGN_WEB_PORT: Port.default(7378).describe(
    'Port of the pages behind the links, and of the requests of Slack and Teams, or off. Default: 7378 on loopback, and where that is taken, off.',
  ),
  COUNTERSIGN_CHAT_DAYS: z.coerce
    .number('a number of days, from 1 to 3650')
    .int('whole days')
    .min(1, 'at least one day')
    .max(3_650, 'at most 3650 days')
    .default(30)
    .describe('Days for which what was said in chat is kept in the database, from the last change of the message. Default: 30.'),
  COUNTERSIGN_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address under which people reach those pages, as https://countersign.example. Without it chat shows no links, and Slack needs Socket Mode.',
    ),
  COUNTERSIGN_SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'it begins with xoxb-')
    .optional()
    .describe('Bot token of the Slack app. With it goes the signing secret, or the app-level token.'),
  COUNTERSIGN_SLACK_SIGNING_SECRET: z
    .string()
    .min(16, 'it is empty or cut short')
    .optional()
    .describe("Signing secret of the Slack app: Slack's requests are taken over HTTP at /slack of the public address."),
  COUNTERSIGN_SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'it begins with xapp-')
    .optional()
    .describe('App-level token of the Slack app: a socket is opened to Slack (Socket Mode), and no address of ours is needed.'),
  COUNTERSIGN_SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of Slack's Web API where it is another than https://slack.com/api/, as GovSlack's https://slack-gov.com/api/."),
  COUNTERSIGN_TEAMS_APP_ID: z.uuid().optional().describe('Application (client) id of the bot in Microsoft Teams.'),
  COUNTERSIGN_TEAMS_APP_PASSWORD: z.string().min(8, 'it is empty or cut short').optional().describe('Its client secret.'),
  COUNTERSIGN_TEAMS_TENANT_ID: z.uuid().optional().describe('Directory (tenant) id of the organisation whose people it answers.'),
  COUNTERSIGN_MODEL: z
    .string()
    .regex(/^(openai|anthropic):.+$/, 'write openai:<model> or anthropic:<model>')
    .optional()
    .describe(
      'A chat model that plans and words answers: openai:<model> (any OpenAI-compatible server) or anthropic:<model>. Without it questions are read by rules.',
    ),
  COUNTERSIGN_MODEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Base address of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1.'),
  COUNTERSIGN_MODEL_KEY: z.string().min(1).optional().describe('Key for the model.'),
  COUNTERSIGN_MODEL_LETTERS: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      'on has the model word sentences of appeal letters, which it is shown. Off by default: letters are then as the templates have them.',
    ),
  COUNTERSIGN_REFERENCE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of official reference files, for countersign code --jsonl, development, tests and evals.'),
});
export type Settings = z.infer<typeof Settings>;
