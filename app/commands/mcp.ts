import { serveStdio } from '#connectors/mcp/serve-stdio.ts';
import { Failure } from '#core/errors.ts';
import { TOOLS } from '#tools/registry.ts';
import { attach, type Attached } from '../attach.ts';
import type { Command } from '../command.ts';
import { VERSION } from '../version.ts';
import { readWords } from '../words.ts';

const USAGE = 'mcp';

export const mcp: Command = {
  name: 'mcp',
  usage: USAGE,
  summary: 'Serve the tools over MCP on stdin and stdout, for a client that starts this program itself.',
  async run(words, { root, config: read, say }) {
    readWords(words, {}, USAGE);
    const config = read();
    const open = (): Promise<Attached> => attach({ config, root, command: 'countersign mcp', progress: say });
    let attached = await open();
    let opening: Promise<Attached> | undefined;
    // Calls that fail together take over together: one opens, the others wait for it.
    const reopen = (): Promise<Attached> =>
      (opening ??= open()
        .then((next) => (attached = next))
        .finally(() => (opening = undefined)));
    const call = async (tool: string, input: unknown): ReturnType<Attached['desk']['call']> => {
      const asked = { tool, input, channel: 'mcp-stdio' as const };
      const used = attached;
      try {
        return await used.desk.call(asked);
      } catch (thrown) {
        // The owner has stopped: whoever is asked next owns the data. Reading again and proposing again change nothing more.
        if (used.owner || !(thrown instanceof Failure) || thrown.code !== 'unavailable') throw thrown;
        if (attached === used) await reopen();
        return attached.desk.call(asked);
      }
    };
    try {
      await serveStdio(TOOLS, call, VERSION);
      return 0;
    } finally {
      await attached.close();
    }
  },
};
