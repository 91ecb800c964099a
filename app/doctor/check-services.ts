import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { exchange } from '#connectors/fhir-server/exchange.ts';
import type { Config } from '../settings/config.ts';
import { askAddress, PATIENCE_MS } from './ask-address.ts';
import { fails, look, ok, type Finding } from './finding.ts';

/** What is configured beside chat, asked for nothing but whether it answers: no chart, no prompt, no effect. */
export function checkServices({ redisUrl, fhir, witness, model }: Config): readonly Promise<Finding>[] {
  return [
    ...(redisUrl === undefined ? [] : [checkRedis(redisUrl)]),
    ...(fhir === undefined ? [] : [checkFhir(fhir)]),
    ...(witness === undefined ? [] : [checkWitness(witness.url)]),
    ...(model === undefined ? [] : [checkModel(model)]),
  ];
}

/** Loaded where it is needed: nothing else of the doctor takes Redis. */
async function checkRedis(url: string): Promise<Finding> {
  const { openRedis } = await import('#connectors/queue/open-redis.ts');
  const { redis, leave } = openRedis({ url }, { enableOfflineQueue: true, maxRetriesPerRequest: 0, commandTimeout: PATIENCE_MS });
  try {
    await redis.ping();
    return ok('Redis', 'answers');
  } catch (thrown) {
    const refused = thrown instanceof Error && /^(?:NOAUTH|WRONGPASS|ERR AUTH)/.test(thrown.message);
    if (refused) return fails('Redis', 'It refuses the password in COUNTERSIGN_REDIS_URL. Set the one of its requirepass.');
    return look(
      'Redis',
      'It does not answer. Workers look for themselves meanwhile, each second; look whether it runs and COUNTERSIGN_REDIS_URL names it.',
    );
  } finally {
    leave();
  }
}

const Capability = z.object({ resourceType: z.literal('CapabilityStatement'), fhirVersion: z.string() });

async function checkFhir({ url, tokenFile }: NonNullable<Config['fhir']>): Promise<Finding> {
  let bearer: string | undefined;
  try {
    bearer = tokenFile === undefined ? undefined : (await readFile(tokenFile, 'utf8')).trim();
  } catch {
    return fails('FHIR server', 'COUNTERSIGN_FHIR_TOKEN_FILE cannot be read by this account.');
  }
  const server = { url, ...(bearer !== undefined && { token: async () => bearer }) };
  const answer = await exchange(server, { method: 'GET', path: 'metadata' }, AbortSignal.timeout(PATIENCE_MS));
  if ('none' in answer)
    return fails('FHIR server', `It does not answer (${answer.none}). Look at COUNTERSIGN_FHIR_URL, and whether the server runs.`);
  if (answer.status === 401 || answer.status === 403)
    return fails('FHIR server', `It refuses the token (HTTP ${answer.status}). Put a valid one into COUNTERSIGN_FHIR_TOKEN_FILE.`);
  const { data } = Capability.safeParse(answer.body);
  if (answer.status !== 200 || data === undefined)
    return fails(
      'FHIR server',
      `Its metadata cannot be read (HTTP ${answer.status}). COUNTERSIGN_FHIR_URL must be the base address, such as https://ehr.example/fhir/r4.`,
    );
  if (!data.fhirVersion.startsWith('4.0'))
    return fails('FHIR server', `It speaks FHIR ${data.fhirVersion.slice(0, 10)}, and effects are written as R4 (4.0).`);
  return ok('FHIR server', `answers, FHIR ${data.fhirVersion.slice(0, 10)}`);
}

/** A witness knows one request, which is not made here: any answer shows that it is reached. */
async function checkWitness(url: string): Promise<Finding> {
  const answer = await askAddress(url);
  if ('none' in answer)
    return look(
      'Witness',
      `It does not answer (${answer.none}). Heads are shown to it again with the next checkpoint; look at COUNTERSIGN_WITNESS_URL.`,
    );
  return ok('Witness', 'answers');
}

const OWN_ADDRESS = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com' } as const;
const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Lists its models, and sends it no word to read. */
async function checkModel({ provider, model, url, key }: NonNullable<Config['model']>): Promise<Finding> {
  const base = (url ?? OWN_ADDRESS[provider]).replace(/\/+$/, '');
  const bearer: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const headers = provider === 'openai' ? bearer : { 'x-api-key': key ?? '', 'anthropic-version': '2023-06-01' };
  const answer = await askAddress(provider === 'openai' ? `${base}/models` : `${base}/v1/models?limit=1000`, { headers });
  if ('none' in answer)
    return look('Model', `It does not answer (${answer.none}). Questions are read by rules meanwhile; look at COUNTERSIGN_MODEL_URL.`);
  if (answer.status === 401 || answer.status === 403)
    return fails('Model', `It refuses the key (HTTP ${answer.status}). Set COUNTERSIGN_MODEL_KEY right.`);
  const { data } = Models.safeParse(answer.body);
  if (data === undefined)
    return look('Model', `It answers (HTTP ${answer.status}), and lists no models: whether it has ${model} is not known.`);
  if (!data.data.some(({ id }) => id === model)) return look('Model', `It answers, and does not list ${model}. Look at COUNTERSIGN_MODEL.`);
  return ok('Model', `answers, and has ${model}`);
}
