import type { Block } from '#core/answer/block.ts';
import type { ButtonKind } from './event.ts';

/**
 * A message as a surface is to show it. It is made from stored rows alone, and is fit for its channel: the renderers lay it out, and
 * neither add nor withhold a fact. Where it does not fit the surface's limits they cut at the end, say how much is left, and keep the links.
 */
export interface ChatView {
  /** Plain words for notifications and screen readers. At most a few hundred characters. */
  readonly fallback: string;
  readonly parts: readonly ViewPart[];
  readonly links: readonly ViewLink[];
  /** The message's own id where whoever reads it may rate it. */
  readonly rate?: string;
  /** Questions to offer. */
  readonly prompts?: readonly string[];
}

export type ViewPart = Block | CardView;

export interface ViewLink {
  readonly label: string;
  readonly url: string;
}

/** A proposal on a surface with buttons. */
export interface CardView {
  readonly kind: 'card';
  /** All that its buttons hold. */
  readonly id: string;
  /** `P-17` */
  readonly proposal: string;
  /** `I50.23  Acute on chronic systolic (congestive) heart failure` */
  readonly title: string;
  readonly state: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly warnings: readonly string[];
  /** Words of the chart; none where the channel may hold none. */
  readonly quotes: readonly { readonly text: string; readonly source: string; readonly flags: readonly string[] }[];
  /** Who decided what, when and why, from the ledger. Absent while it waits. */
  readonly outcome?: string;
  /** None once it is decided. */
  readonly buttons: readonly ButtonKind[];
  /** Where the evidence is shown, to whoever may see it. */
  readonly open?: string;
  /** What `change` and `reject` ask, for a surface that asks it on the card itself. */
  readonly forms?: readonly FormView[];
}

/** What is asked when a decision needs more than a click. It never holds chart text. */
export interface FormView {
  readonly button: 'reject' | 'change';
  /** The card's id. */
  readonly card: string;
  /** `Reject I50.23 (P-17)` */
  readonly title: string;
  /** The policy's menu: key and sentence. */
  readonly reasons: readonly { readonly key: string; readonly says: string }[];
  /** Whether the code that is wanted instead is asked for. */
  readonly asksCode: boolean;
}
