import { PassThrough, type Readable } from 'node:stream';
import type { Call } from '#connectors/mcp/mcp-server.ts';
import { attach } from '../owner/attach.ts';
import { attachWhenAsked } from '../owner/attach-when-asked.ts';
import type { Command } from '../command.ts';
import { noting } from '../owner/faults.ts';
import { stopSignal } from '../owner/stop-signal.ts';
import { VERSION } from '../version.ts';
import { readWords, speaker } from '../words.ts';

const USAGE = 'mcp';

export const mcp: Command = {
  name: 'mcp',
  usage: USAGE,
  summary: 'Serve the tools over MCP on stdin and stdout, for a client that starts this program itself.',
  async run(words, { root, config: read, say, faults }) {
    const config = read();
    const as = speaker(readWords(words, {}, USAGE), config);
    const input = untilStopped(process.stdin, stopSignal());
    const [{ serveStdio }, { TOOLS }] = await Promise.all([import('#connectors/mcp/serve-stdio.ts'), import('#tools/registry.ts')]);
    // A client is greeted at once, and one that only asks what there is never takes the data.
    const open = () => attach({ config, root, command: 'countersign mcp', progress: say, faults });
    const desk = attachWhenAsked(() => noting(faults, 'attach', open));
    try {
      // Reading again and proposing again change nothing more, so a call may be asked twice.
      const call: Call = (tool, asked) =>
        desk.ask((at) => at.call({ tool, input: asked, channel: 'mcp-stdio', ...(as !== undefined && { as }) }));
      await serveStdio(TOOLS, call, VERSION, { input, output: process.stdout });
      return 0;
    } finally {
      await desk.close();
    }
  },
};

/** The same bytes, ending also when the process is asked to stop: the calls that run are still answered. */
function untilStopped(source: Readable, stopped: Promise<void>): Readable {
  const heard = new PassThrough();
  source.pipe(heard);
  const end = (): void => {
    source.unpipe(heard);
    source.pause();
    heard.end();
  };
  source.once('error', end);
  source.once('close', end);
  void stopped.then(end);
  return heard;
}
