import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import type { Tool } from '#tools/define-tool.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** A tool as a client sees it: data alone, made once and shared by every server. */
export interface SurfaceTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: Readonly<ToolAnnotations>;
}

/** What clients see of the registry, in its order. */
export function toolSurface(tools: readonly Tool[]): readonly SurfaceTool[] {
  return tools.map(({ name, summary, risk, input, output }) => ({
    name,
    title: titleOf(name),
    description: summary,
    inputSchema: jsonSchema(input, 'input'),
    outputSchema: jsonSchema(output, 'output'),
    annotations: annotationsOf(risk),
  }));
}

/**
 * Advice for clients, and true; nothing here decides anything. A tool that is held writes a proposal and no more: it
 * destroys nothing, and asking twice leaves the one proposal.
 */
function annotationsOf(risk: Tool['risk']): ToolAnnotations {
  return { readOnlyHint: risk === 'read', destructiveHint: false, idempotentHint: true, openWorldHint: false };
}

/** `explain_code` reads "Explain code". */
function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function jsonSchema(schema: z.ZodType, side: 'input' | 'output'): JsonSchema {
  return schema['~standard'].jsonSchema[side]({ target: 'draft-2020-12' });
}
