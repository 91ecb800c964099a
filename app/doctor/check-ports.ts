import { createServer } from 'node:net';
import type { Config } from '../settings/config.ts';
import { askAddress } from './ask-address.ts';
import { fails, look, ok, type Finding } from './finding.ts';

interface Port {
  readonly check: string;
  readonly port: number | 'off';
  readonly given: boolean;
  readonly setting: string;
}

export interface PortChecked {
  readonly finding: Finding;
  /** Whether a Countersign answers there. */
  readonly served: boolean;
}

/** Ports of this machine that Countersign serves, or would. */
export function checkPorts({ httpHost, httpPort, httpPortGiven, webPort, webPortGiven }: Config): readonly Promise<PortChecked>[] {
  return [
    { check: 'MCP port', port: httpPort, given: httpPortGiven, setting: 'COUNTERSIGN_HTTP_PORT' },
    { check: 'Web port', port: webPort, given: webPortGiven, setting: 'COUNTERSIGN_WEB_PORT' },
  ].map((one) => checkPort(one, httpHost));
}

async function checkPort({ check, port, given, setting }: Port, host: string): Promise<PortChecked> {
  if (port === 'off') return { finding: ok(check, 'off'), served: false };
  const why = await whyNotFree(port, host);
  if (why === undefined) return { finding: ok(check, `${port} is free`), served: false };
  if (why !== 'EADDRINUSE')
    return { finding: fails(check, `${port} cannot be had (${why}). Set ${setting} to a port that this account may open.`), served: false };
  const answer = await askAddress(`http://127.0.0.1:${port}/livez`);
  if ('status' in answer && answer.status === 200) return { finding: ok(check, `${port} is served`), served: true };
  const says = `${port} is in use by another program. Set ${setting} to another port, or to off.`;
  return { finding: given ? fails(check, says) : look(check, `${says} Until then start goes without it.`), served: false };
}

function whyNotFree(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (thrown: NodeJS.ErrnoException) => resolve(thrown.code ?? 'unknown'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Whether people, and the services that call in, reach the pages by their public address. */
export async function checkPublicUrl({ publicUrl, slack, teams }: Config, served: boolean): Promise<Finding | undefined> {
  const callsIn = slack?.signingSecret !== undefined || teams !== undefined;
  if (publicUrl === undefined) {
    if (callsIn)
      return look(
        'Public address',
        'None is set, so chat shows no links. COUNTERSIGN_PUBLIC_URL is where Slack over HTTP and Teams call in.',
      );
    return undefined;
  }
  const answer = await askAddress(`${publicUrl}/livez`);
  if ('status' in answer && answer.status === 200) return ok('Public address', `${publicUrl} reaches a Countersign from here`);
  const what = 'none' in answer ? `does not answer from here (${answer.none})` : `answers ${answer.status} from here at /livez`;
  if (!served) return look('Public address', `${publicUrl} ${what}. Nothing is running: start Countersign and look again.`);
  return fails('Public address', `${publicUrl} ${what}. Have the proxy or tunnel lead it to the web port, path and host kept.`);
}
