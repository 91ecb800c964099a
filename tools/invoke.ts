import type { Block } from '#core/answer/block.ts';
import type { Wordings } from '#core/appeals/letter/wording/word-letter.ts';
import { Failure, type FailureCode } from '#core/errors.ts';
import { jsonOf, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import { hold } from '#guardrails/gate.ts';
import { mayUse, type Policy } from '#guardrails/policy/policy.ts';
import { APPROVAL } from '#guardrails/risk.ts';
import { aboutRefusal } from './about-call.ts';
import type { HeldTool, ReadTool, Running, Tool, ToolContext } from './define-tool.ts';
import { keepingTraces } from './keeping-traces.ts';
import type { Unit } from './unit.ts';
import { who, witnessReading } from './witness-reading.ts';
import { wordingsFor } from './wordings-for.ts';

export type Outcome =
  | { readonly status: 'done'; readonly tool: string; readonly result: JsonValue; readonly blocks: readonly Block[] }
  | {
      readonly status: 'held';
      readonly tool: string;
      readonly proposals: readonly string[];
      readonly result: JsonValue;
      readonly blocks: readonly Block[];
    }
  | { readonly status: 'refused'; readonly tool: string; readonly failure: FailureCode; readonly blocks: readonly Block[] };

/** A call under the policy that was in force when it began. */
interface Calling extends ToolContext {
  readonly policy: Policy;
  readonly wordings: Wordings | undefined;
}

/** Characters that one text of an input may have. */
const LONGEST = 2_000;

/**
 * The one door. Agent, MCP and command line all come through it, so nothing skips the gate or the ledger: parse,
 * authorise, gate or run, witness, parse.
 *
 * What a user can cause comes back as `refused`, after its own ledger entry. Anything else is thrown.
 */
export async function invoke(tool: Tool, raw: unknown, ctx: ToolContext): Promise<Outcome> {
  try {
    const input = parseInput(tool, raw);
    const wordings = await wordingsFor(tool, input, ctx);
    return await ctx.store.within(ctx.actor.tenant, async (unit) => {
      const policy = await unit.policies.inForce();
      if (!mayUse(policy, tool.name, ctx.actor)) throw notAllowed(tool, policy);
      return passOrHold(tool, input, unit, { ...ctx, policy, wordings });
    });
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    await ctx.store.within(ctx.actor.tenant, (unit) => witnessRefusal(tool, raw, thrown, unit, ctx));
    const blocks: Block[] = [{ kind: 'note', tone: 'warning', text: thrown.says }];
    return { status: 'refused', tool: tool.name, failure: thrown.code, blocks: withNotice(blocks, ctx) };
  }
}

async function passOrHold(tool: Tool, input: unknown, unit: Unit, ctx: Calling): Promise<Outcome> {
  return keepingTraces(unit, (keep) => {
    const running: Running = {
      unit,
      editions: ctx.editions,
      actor: ctx.actor,
      policy: ctx.policy,
      keep,
      ...(ctx.wordings && { wordings: ctx.wordings }),
    };
    return run(tool, input, running, unit, ctx);
  });
}

function run(tool: Tool, input: unknown, running: Running, unit: Unit, ctx: Calling): Promise<Outcome> {
  if (tool.risk === 'read' && APPROVAL[tool.risk] === 'pass') return pass(tool, input, running, unit, ctx);
  if (tool.risk !== 'read' && APPROVAL[tool.risk] === 'hold') return held(tool, input, running, unit, ctx);
  throw new Failure('broken-promise', `The gate has no answer for ${tool.name}.`);
}

async function pass(tool: ReadTool, input: unknown, running: Running, unit: Unit, ctx: Calling): Promise<Outcome> {
  const result = parseOutput(tool, await tool.run(input, running));
  await witnessReading(tool, input, result, unit, ctx);
  return { status: 'done', tool: tool.name, result, blocks: withNotice(tool.present(result), ctx) };
}

async function held(tool: HeldTool, input: unknown, running: Running, unit: Unit, ctx: Calling): Promise<Outcome> {
  // What is drafted rests on what was decided so far, so nobody may decide in between.
  await unit.lockWriters();
  // The gate looks up in the trace what a draft rests on, so the trace is written first.
  const { drafts, refused } = await keepingTraces(unit, (keep) => tool.draft(input, { ...running, keep }));
  const proposals = [];
  for (const draft of drafts) {
    proposals.push(await hold(unit, draft, ctx.actor, tool.name));
  }
  const result = parseOutput(tool, tool.report(proposals, refused));
  await witnessReading(tool, input, result, unit, ctx);
  const blocks = withNotice(tool.present(result), ctx);
  return { status: 'held', tool: tool.name, proposals: proposals.map(({ id }) => id), result, blocks };
}

async function witnessRefusal(tool: Tool, raw: unknown, failure: Failure, unit: Unit, ctx: ToolContext): Promise<void> {
  const about = await aboutRefusal(raw, unit);
  await unit.ledger.append({
    ...who(ctx.actor, await unit.policies.inForce()),
    act: 'tool.refused',
    tool: tool.name,
    failure: failure.code,
    about,
  });
}

function notAllowed({ name }: Tool, policy: Policy): Failure {
  const roles = policy.tools[name] ?? [];
  const may = roles.length === 0 ? 'nobody may' : `it is for ${roles.join(', ')}`;
  return new Failure('not-allowed', `Your roles may not use ${name}: ${may} (policy ${policy.version}).`);
}

function parseInput(tool: Tool, raw: unknown): unknown {
  const parsed = tool.input.safeParse(raw);
  if (parsed.success) {
    if (!isText(parsed.data))
      throw new Failure('bad-input', `${tool.name}: the input holds a character that is not text. Remove it and ask again.`);
    if (holdsMoreThan(LONGEST, parsed.data))
      throw new Failure('bad-input', `${tool.name}: the input holds a text of more than ${LONGEST} characters. Shorten it and ask again.`);
    return parsed.data;
  }
  const [first] = parsed.error.issues;
  // A sentence that the schema has of its own says it all.
  if (first?.message.endsWith('.') === true) throw new Failure('bad-input', first.message);
  const where = first === undefined || first.path.length === 0 ? 'input' : first.path.join('.');
  throw new Failure('bad-input', `${tool.name}: ${where}: ${first?.message ?? 'not understood'}.`);
}

/** No lone surrogate, which no canonical JSON can hold, and no NUL, which no database can. */
function isText(value: unknown): boolean {
  let whole = true;
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string' && (part.includes('\0') || !part.isWellFormed())) whole = false;
    return part;
  });
  return whole;
}

/** Names and questions are short; a long one would be searched for, and come back in what refuses it. */
function holdsMoreThan(longest: number, value: unknown): boolean {
  let longer = false;
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string' && part.length > longest) longer = true;
    return part;
  });
  return longer;
}

function parseOutput(tool: Tool, raw: unknown): JsonValue {
  const parsed = tool.output.safeParse(raw);
  if (!parsed.success) throw new Failure('broken-promise', `${tool.name} gave an answer of the wrong shape.`, { cause: parsed.error });
  return jsonOf(parsed.data);
}

function withNotice(blocks: readonly Block[], { notice }: ToolContext): readonly Block[] {
  return notice === undefined ? blocks : [...blocks, { kind: 'note', tone: 'plain', text: notice }];
}
