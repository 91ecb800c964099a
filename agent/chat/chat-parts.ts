import type { Block } from '#core/answer/block.ts';
import type { Failure, FailureCode } from '#core/errors.ts';
import type { Actor, Identity, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ImportReport } from '../desk.ts';
import type { Agent, Reply } from '../turn.ts';
import type { ChatSurfaceName } from './event.ts';
import type { CheckOutbound } from './outbound/check-outbound.ts';
import type { ChatSurface } from './surface.ts';
import type { ChatUnit } from './store.ts';

/** What of an answer may stand in a place that holds no chart words: `PhiMode` `none`. What it does not know it leaves out. */
export interface Opaque {
  /** `reply.blocks` are those that are to be shown; the outcomes are what they were made of. */
  answer(reply: Pick<Reply, 'blocks' | 'outcomes' | 'plan' | 'proposals' | 'refused'>, unit: ChatUnit): Promise<readonly Block[]>;
  /** One sentence of the program, such as a refusal or a warning on a card. With its code, what is said in its stead is nearer to it. */
  sentence(says: string, unit: ChatUnit, code?: FailureCode): Promise<string>;
}

/** Addresses of pages that ask for a login. None of them holds an identifier of the chart. */
export interface Links {
  case(handle: string): string;
  proposal(id: string): string;
}

export interface FileContent {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What came of X12 files, in numbers that tell of nobody. */
export interface X12Counts {
  readonly posted: number;
  readonly quarantined: number;
  /** Remittances that were there already. */
  readonly known: number;
  /** Of claims that remittances speak of. */
  readonly matched: number;
  readonly unmatched: number;
  /** Of claims as they were sent. */
  readonly taken: number;
  readonly corrected: number;
  readonly there: number;
  readonly notTaken: number;
  readonly acknowledged: number;
  readonly accepted: number;
  readonly turnedDown: number;
  readonly refused: number;
}

export interface BroughtX12 {
  readonly counts: X12Counts;
  /** The same for whoever may read it all: files, payers, sums and reasons. */
  readonly blocks: readonly Block[];
}

/** What chat is made of. Everything that it does with a chart goes through the agent, in the name of the person who wrote. */
export interface ChatParts {
  readonly tenant: TenantId;
  readonly store: Store<ChatUnit>;
  readonly agent: Pick<Agent, 'ask'>;
  readonly surfaces: readonly ChatSurface[];
  /** The workspace of a surface, where there is one alone: people may be named there by the bare id of the surface. */
  readonly soleWorkspace: Readonly<Partial<Record<ChatSurfaceName, string>>>;
  /** Closes what has lapsed. */
  readonly sweep: () => Promise<void>;
  readonly opaque: Opaque;
  /** Looks through all that leaves for a place that may hold nothing of a patient. */
  readonly checkOutbound: CheckOutbound;
  /** Absent where no public address is set. */
  readonly links?: Links;
  /** Writes down what broke, and gives what may be said of it. */
  readonly noted: (thrown: unknown, during: string) => Failure;
  /** Takes files as charts. The person's right to it was checked. */
  readonly importFiles: (files: readonly FileContent[], actor: Actor) => Promise<ImportReport>;
  /** Takes X12 files: claims, remittances, acknowledgements. The person's right to it was checked. */
  readonly importX12: (files: readonly FileContent[], actor: Actor) => Promise<BroughtX12>;
  /** The letter of a proposal as a PDF, for whoever may read it. Throws the Failure of the one door. */
  readonly letter?: (proposal: string, actor: Actor) => Promise<Uint8Array>;
  /** Signs a page in that shows this code. Gives what is said to the person. */
  readonly signIn: (code: string, actor: Actor) => Promise<string>;
  /** Links whoever wrote to a registered person. Gives what is said to them. */
  readonly link: (code: string, identity: Identity) => Promise<string>;
  /** What has to be said to somebody above whatever they asked. */
  readonly above?: (actor: Actor) => Promise<readonly Block[]>;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
}

export function surfaceOf({ surfaces }: Pick<ChatParts, 'surfaces'>, name: ChatSurfaceName): ChatSurface | undefined {
  return surfaces.find((one) => one.name === name);
}
