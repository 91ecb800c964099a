import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { ImportReport } from '../desk.ts';
import { surfaceOf, type ChatParts, type FileContent } from './chat-parts.ts';
import { answerWords, type Asked } from './chat-turn.ts';
import type { Did, Place } from './event.ts';
import { refusedAside, type Saying } from './saying.ts';
import type { ChatUnit } from './store.ts';
import { ChatTrouble } from './surface.ts';
import { x12Counted } from './x12-counted.ts';

type Dropped = Extract<Did, { readonly kind: 'dropped' }>;

/** Of one file, and of all that were dropped at once. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_BYTES_TOGETHER = 50 * 1024 * 1024;
const CHARTS = 'import_charts';
const REMITTANCES = 'import_remittances';

interface Refused {
  readonly name: string;
  readonly why: string;
}

/**
 * Files that were dropped into a talk. X12 files are taken as claims and remittances, all others as charts, each where the person may bring
 * such in, and refused with the reason where not.
 */
export async function takeFiles(did: Dropped, { place, actor, early }: Omit<Asked, 'text'>, parts: ChatParts): Promise<readonly Saying[]> {
  const policy = await parts.store.within(parts.tenant, ({ policies }) => policies.inForce());
  const [mayCharts, mayX12] = [mayUse(policy, CHARTS, actor), mayUse(policy, REMITTANCES, actor)];
  if (!mayCharts && !mayX12) return [refusedAside(`${NO_CHARTS}, so no file was taken. Policy ${policy.version} says who may.`)];
  const { files, refused } = await fetched(did, place, parts);
  const x12 = files.filter(({ content }) => isX12(content));
  const charts = files.filter((file) => !x12.includes(file));
  const kept = [...(mayCharts ? [] : keptOut(charts, NO_CHARTS)), ...(mayX12 ? [] : keptOut(x12, NO_X12))];
  if (kept.length === did.files.length) return [refusedAside(`${kept[0]?.why} Policy ${policy.version} says who may.`)];
  const says: Saying[] = [];
  if (mayX12 && x12.length > 0) says.push(await takeX12(x12, place, actor, parts));
  const report = !mayCharts || charts.length === 0 ? NOTHING : await parts.importFiles(charts, actor);
  const left = [...refused, ...kept, ...ofReport(report)];
  if (says.length === 0 || report !== NOTHING || left.length > 0)
    says.push(await parts.store.within(parts.tenant, (unit) => reportIn(place, did, left, report, unit, parts)));
  return did.text.trim() === '' ? says : [...says, ...(await answerWords({ text: did.text, place, actor, early }, parts))];
}

const NO_CHARTS = 'Your roles may not bring charts in';
const NO_X12 = 'Your roles may not bring claims and remittances in';

function keptOut(files: readonly FileContent[], why: string): readonly Refused[] {
  return files.map(({ name }) => ({ name, why: `${why}, so no such file was taken.` }));
}

/** What an interchange begins with, after a mark of byte order and blanks. */
const ISA = /^(?:\u00ef\u00bb\u00bf)?\s{0,16}ISA[^A-Za-z0-9\s]/;

function isX12(content: Uint8Array): boolean {
  return ISA.test(Buffer.from(content.subarray(0, 32)).toString('latin1'));
}

async function takeX12(files: readonly FileContent[], place: Place, actor: Actor, parts: ChatParts): Promise<Saying> {
  const { counts, blocks } = await parts.importX12(files, actor);
  const { phi } = await parts.store.within(parts.tenant, ({ channels }) => channels.find(place));
  return { blocks: phi === 'full' ? blocks : x12Counted(counts), phi };
}

const NOTHING: ImportReport = { imported: [], unchanged: 0, refused: [], setAside: [], files: 0 };

async function fetched({ files }: Dropped, { surface: name }: Place, parts: ChatParts) {
  const surface = surfaceOf(parts, name);
  if (surface === undefined) throw new Failure('broken-promise', `There is no surface ${name} to fetch a file from.`);
  const taken: FileContent[] = [];
  const refused: Refused[] = [];
  let bytes = 0;
  for (const file of files) {
    try {
      const content = await surface.fetch(file, Math.min(MOST_BYTES, MOST_BYTES_TOGETHER - bytes));
      bytes += content.byteLength;
      taken.push({ name: file.name, content });
    } catch (thrown) {
      refused.push({ name: file.name, why: whyRefused(thrown) });
    }
  }
  return { files: taken, refused };
}

const NOT_THERE = 'The file could not be fetched: it is not there any more. Drop it again.';
const NOT_LET_IN =
  'The file could not be fetched: Countersign was not let in to it. Drop it again, or import it with `countersign import`.';

/** Why one file is not taken. Throws what keeps all of them: a service that is down is waited for. */
function whyRefused(thrown: unknown): string {
  if (thrown instanceof ChatTrouble && thrown.kind !== 'wait') return thrown.kind === 'gone' ? NOT_THERE : NOT_LET_IN;
  if (thrown instanceof Failure && thrown.code === 'bad-file') return thrown.says;
  throw thrown;
}

function ofReport({ refused }: ImportReport): readonly Refused[] {
  return refused.map(({ file, why }) => ({ name: file, why }));
}

/** A file may be named after a patient, and an encounter is an identifier: where nothing of a chart may stand, files are counted and cases have their handles. */
async function reportIn(
  place: Place,
  { files }: Dropped,
  refused: readonly Refused[],
  report: ImportReport,
  unit: ChatUnit,
  { opaque }: ChatParts,
): Promise<Saying> {
  const { phi } = await unit.channels.find(place);
  const full = phi === 'full';
  const cases: string[] = [];
  for (const { encounter, documents } of report.imported)
    cases.push(`${full ? encounter : await unit.handles.of(encounter)}: ${documents} ${documents === 1 ? 'document' : 'documents'}`);
  const lines: string[] = [];
  for (const { name, why } of refused) {
    const at = files.findIndex((file) => file.name === name);
    lines.push(`${full ? name : `File ${at + 1}`}: ${full ? why : await opaque.sentence(why, unit, 'bad-file')}`);
  }
  const [only] = report.imported;
  return {
    ...{ blocks: reportBlocks(cases, lines, report), phi },
    ...(report.imported.length === 1 && only !== undefined && { encounter: only.encounter }),
  };
}

function reportBlocks(cases: readonly string[], refused: readonly string[], { unchanged, setAside }: ImportReport): readonly Block[] {
  const aside = setAside.reduce((sum, { resources }) => sum + resources, 0);
  return [
    { kind: 'title', text: cases.length === 0 ? 'No chart was taken' : `${cases.length} ${cases.length === 1 ? 'chart' : 'charts'} taken` },
    ...(cases.length === 0 ? [] : [{ kind: 'list', items: [...cases] } satisfies Block]),
    ...(unchanged === 0 ? [] : [{ kind: 'text', text: `${unchanged} brought nothing new.` } satisfies Block]),
    ...(aside === 0 ? [] : [{ kind: 'text', text: `${aside} records were read and not taken into a chart.` } satisfies Block]),
    ...(refused.length === 0
      ? []
      : ([
          { kind: 'note', tone: 'warning', text: `${refused.length} ${refused.length === 1 ? 'file was' : 'files were'} refused:` },
          { kind: 'list', items: [...refused] },
        ] satisfies Block[])),
  ];
}
