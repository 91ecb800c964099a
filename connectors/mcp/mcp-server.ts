import { McpServer, type CallToolResult, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { plainText } from '#core/answer/plain-text.ts';
import { sayable } from '#core/errors.ts';
import type { Outcome } from '#tools/invoke.ts';
import type { SurfaceTool } from './tool-surface.ts';

/** One tool call, through the one door. */
export type Call = (tool: string, input: unknown) => Promise<Outcome>;

const INSTRUCTIONS =
  'Countersign answers questions about hospital charts and ICD-10-CM codes, with the words of the chart as evidence. ' +
  'Its tools read, and they make proposals. A proposal changes nothing: a person decides on it in Countersign, and no tool decides.';

/** A server for one client or one request. MUST NOT be shared: a shared one can answer the wrong client (CVE-2026-25536). */
export function mcpServer(surface: readonly SurfaceTool[], call: Call, version: string): McpServer {
  const server = new McpServer(
    { name: 'countersign', title: 'Countersign', version },
    { capabilities: { tools: { listChanged: false } }, instructions: INSTRUCTIONS },
  );
  for (const { name, title, description, inputSchema, outputSchema, annotations } of surface) {
    server.registerTool(
      name,
      { title, description, annotations, inputSchema: advertised(inputSchema), outputSchema: advertised(outputSchema) },
      (input: unknown) => answer(call, name, input),
    );
  }
  return server;
}

async function answer(call: Call, tool: string, input: unknown): Promise<CallToolResult> {
  try {
    const outcome = await call(tool, input);
    const content = [{ type: 'text' as const, text: plainText(outcome.blocks) }];
    return outcome.status === 'refused' ? { content, isError: true } : { content, structuredContent: outcome.result };
  } catch (thrown) {
    return { content: [{ type: 'text', text: sayable(thrown) }], isError: true };
  }
}

/**
 * A schema that clients are shown and that this server lets anything through: the check is the one door's, which also
 * writes what it refuses to the ledger.
 */
function advertised(schema: SurfaceTool['inputSchema']): StandardSchemaWithJSON {
  const shown = (): Record<string, unknown> => ({ ...schema });
  return {
    '~standard': {
      version: 1,
      vendor: 'countersign',
      validate: (value) => ({ value }),
      jsonSchema: { input: shown, output: shown },
    },
  };
}
