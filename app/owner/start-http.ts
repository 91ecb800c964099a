import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '#agent/desk.ts';
import { makeFolder } from '#connectors/make-folder.ts';
import { serveHttp, type HttpServing } from '#connectors/mcp/serve-http.ts';
import { TOOLS } from '#tools/registry.ts';
import type { Config } from '../settings/config.ts';
import type { Faults } from './faults.ts';
import { VERSION } from '../version.ts';

/** Serves the tools over MCP on loopback, to whoever holds the token that is kept in the data folder. */
export async function startHttp(
  desk: Desk,
  { httpPort, dataDir }: Config,
  faults: Faults,
  production: Pick<HttpServing, 'host' | 'ready'> = {},
): Promise<Awaited<ReturnType<typeof serveHttp>> | undefined> {
  if (httpPort === 'off') return undefined;
  return serveHttp({
    tools: TOOLS,
    call: (tool, input) => desk.call({ tool, input, channel: 'mcp-http' }),
    version: VERSION,
    port: httpPort,
    ...production,
    token: await tokenIn(dataDir),
    sayBroken: (thrown) => faults.noted(thrown, 'mcp-http').says,
  });
}

/** Made once, at first start, readable by this user only. */
async function tokenIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'mcp-token');
  await makeFolder(dataDir);
  await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 }).catch((thrown: unknown) => {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  });
  return (await readFile(file, 'utf8')).trim();
}
