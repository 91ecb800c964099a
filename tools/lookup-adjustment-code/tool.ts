import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import { readCode } from '#core/denials/codes/code-kind.ts';
import { stepInWords } from '#core/denials/what-to-do.ts';
import { Failure } from '#core/errors.ts';
import { defineTool } from '../define-tool.ts';

const KINDS = ['group', 'carc', 'rarc', 'plb'] as const;
type Kind = (typeof KINDS)[number];

export const AdjustmentCodeTold = z.object({
  /** The code as it is written: `CO-197`, `N54`. */
  code: z.string(),
  readings: z.array(
    z.object({
      kind: z.enum(KINDS),
      code: z.string(),
      /** Absent where nothing is held for it. */
      says: z.string().optional(),
      family: z.string().optional(),
      usually: z.string().optional(),
      /** The last day of the code. */
      ended: z.string().optional(),
      /** It is a notice, and never the cause of anything. */
      alert: z.boolean().optional(),
    }),
  ),
  edition: z.string(),
});
export type AdjustmentCodeTold = z.infer<typeof AdjustmentCodeTold>;
type Reading = AdjustmentCodeTold['readings'][number];

export const lookupAdjustmentCode = defineTool({
  name: 'lookup_adjustment_code',
  summary: "Tell in plain words what a group, reason or remark code of a payer's remittance means, and what is usually done about it.",
  risk: 'read',
  input: z.object({ code: z.string().min(1).max(40).describe('Such as CO-197, 197, N54, MA04 or WO') }),
  output: AdjustmentCodeTold,
  async run({ code: typed }, { editions }) {
    const { words } = editions.shipped();
    const [group, code] = partsOf(typed);
    const readings = [...(group === undefined ? [] : [plain('group', group, words)]), ...readingsOf(code, group !== undefined, words)];
    return { code: group === undefined ? code : `${group}-${code}`, readings, edition: words.edition };
  },
  present: presentCode,
});

/** The group, where one is named, and the code under it. Throws Failure `bad-input` for what has not the shape of one. */
function partsOf(typed: string): readonly [string | undefined, string] {
  const wanted = typed.trim().toUpperCase();
  const [, group, code] = /^(CO|PR|OA|PI|CR)[ -]?([A-Z]{0,2}\d{1,4})$/.exec(wanted) ?? [];
  if (code !== undefined) return [group, readCode('carc', code) ?? code];
  if (/^(?:[A-Z]{0,2}\d{1,4}|[A-Z]{2})$/.test(wanted)) return [undefined, readCode('rarc', wanted) ?? wanted];
  throw new Failure('bad-input', 'That has not the shape of a code of a remittance. They look like CO-197, 197, N54, MA04 or WO.');
}

/** What stands behind a group is a reason. A code by itself is each thing that is held under it, or else what its shape says. */
function readingsOf(code: string, grouped: boolean, words: AdjustmentWords): readonly Reading[] {
  if (grouped) return [reasonOf(code, words)];
  if (/^\d+$/.test(code)) return [reasonOf(code, words)];
  if (/^[A-Z]+$/.test(code)) return held([plain('group', code, words), plain('plb', code, words)]);
  return held([reasonOf(code, words), remarkOf(code, words)]);
}

/** Those that are held; the last where none is. */
function held(readings: readonly Reading[]): readonly Reading[] {
  const known = readings.filter(({ says }) => says !== undefined);
  return known.length > 0 ? known : readings.slice(-1);
}

function plain(kind: Kind, code: string, words: AdjustmentWords): Reading {
  const says = words.find(kind, code)?.says;
  return { kind, code, ...(says !== undefined && { says }) };
}

function reasonOf(code: string, words: AdjustmentWords): Reading {
  const known = words.carc(code);
  if (known === undefined) return { kind: 'carc', code };
  const { says, family, usually, ended } = known;
  return { kind: 'carc', code: known.code, says, family, usually: stepInWords(usually), ...(ended !== undefined && { ended }) };
}

function remarkOf(code: string, words: AdjustmentWords): Reading {
  const known = words.rarc(code);
  if (known === undefined) return { kind: 'rarc', code };
  const { says, family, usually, alert } = known;
  return {
    kind: 'rarc',
    ...{ code: known.code, says, alert },
    ...(family !== undefined && { family }),
    ...(usually !== undefined && { usually: stepInWords(usually) }),
  };
}

const CALLED: Readonly<Record<Kind, string>> = {
  group: 'Group code',
  carc: 'Reason code',
  rarc: 'Remark code',
  plb: 'Adjustment of the payment',
};

export function presentCode({ code, readings, edition }: AdjustmentCodeTold): Block[] {
  return [
    { kind: 'title', text: code },
    ...readings.flatMap(presentReading),
    {
      kind: 'note',
      tone: 'plain',
      text: `In our own words (${edition}); the official text is the publisher's. "show ${code} denials" lists what was refused under it.`,
    },
  ];
}

function presentReading({ kind, code, says, family, usually, ended, alert }: Reading): Block[] {
  const rows: (readonly [string, string])[] = [
    ...(family === undefined ? [] : [['Kind', family.replaceAll('-', ' ')] as const]),
    ...(usually === undefined ? [] : [['Usually done first', usually] as const]),
    ...(ended === undefined ? [] : [['Last day of the code', ended] as const]),
    ...(alert === true ? [['A notice', 'It is not the cause of anything.'] as const] : []),
  ];
  return [
    { kind: 'text', text: `${CALLED[kind]} ${code}: ${says ?? 'no description held. Ask the payer.'}` },
    ...(rows.length === 0 ? [] : [{ kind: 'facts', rows: rows.map(([name, value]) => [name, value]) } satisfies Block]),
  ];
}
