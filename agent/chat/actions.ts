import type { ButtonKind } from './event.ts';

/** Where something can be done. `console` are the pages behind the links. */
export const ACTION_SURFACES = ['terminal', 'slack', 'teams', 'console', 'mcp'] as const;
export type ActionSurface = (typeof ACTION_SURFACES)[number];

/** How it is done there. */
export type Way =
  /** In the words of the action: a line at the terminal; a message, a mention or the slash command in a chat. */
  | { readonly by: 'words' }
  | { readonly by: 'button'; readonly button: ButtonKind }
  | { readonly by: 'rating' }
  | { readonly by: 'open evidence' }
  | { readonly by: 'home' }
  | { readonly by: 'file' }
  /** A one-time code, said directly and never shown to the agent. */
  | { readonly by: 'code'; readonly verb: 'sign in' | 'link' }
  | { readonly by: 'command'; readonly line: string }
  | { readonly by: 'page'; readonly method: 'get' | 'post'; readonly path: string }
  | { readonly by: 'tool'; readonly name: string };

export interface Action {
  readonly name: string;
  /** What a person says, and the step that the planner makes of it: a tool, or a verdict. */
  readonly says?: string;
  readonly step?: string;
  readonly ways: Readonly<Record<ActionSurface, readonly Way[]>>;
}

const WORDS: Way = { by: 'words' };
const NONE: readonly Way[] = [];
const get = (path: string): Way => ({ by: 'page', method: 'get', path });
const command = (line: string): Way => ({ by: 'command', line });
const tools = (...names: readonly string[]): readonly Way[] => names.map((name) => ({ by: 'tool', name }));

interface Elsewhere {
  readonly console?: readonly Way[];
  readonly mcp?: readonly Way[];
  /** Beside the words. */
  readonly terminal?: readonly Way[];
  readonly slack?: readonly Way[];
  readonly teams?: readonly Way[];
}

/** Something that is said in the same words to the terminal and in both chats. */
function said(
  name: string,
  says: string,
  step: string,
  { terminal = [], slack = [], teams = [], console = [], mcp = [] }: Elsewhere,
): Action {
  return { name, says, step, ways: { terminal: [WORDS, ...terminal], slack: [...slack, WORDS], teams: [...teams, WORDS], console, mcp } };
}

/** A decision on a card, or what takes one back that was asked for. No client over MCP takes one. */
function decided(name: string, says: string, button: ButtonKind): Action {
  const press: Way = { by: 'button', button };
  return said(name, says, button, {
    terminal: [command(`proposals ${button}`)],
    slack: [press],
    teams: [press],
    console: [{ by: 'page', method: 'post', path: '/p/:proposal' }],
  });
}

/** An administrator's business, which no chat does. */
function atTerminal(name: string, line: string): Action {
  return { name, ways: { terminal: [command(line)], slack: NONE, teams: NONE, console: NONE, mcp: NONE } };
}

/** Everything that a person can do, and how, surface by surface. The table of docs/chat.md is made from it; a test shows each cell to be true. */
export const ACTIONS: readonly Action[] = [
  said('Ask for the codes of a case', 'code E-1042', 'suggest_codes', { console: [get('/k/:handle')], mcp: tools('suggest_codes') }),
  said('Ask why, or why not', 'why was I50.23 suggested on E-1042?', 'explain_code', {
    console: [get('/why/:handle/:code')],
    mcp: tools('explain_code'),
  }),
  said('Search the chart', 'what does the chart say about kidney function on E-1042?', 'search_chart', { mcp: tools('search_chart') }),
  said('Look up a code', 'what is I50.23?', 'lookup_code', { mcp: tools('lookup_code') }),
  said('Open the evidence', 'show P-17', 'show_proposal', {
    slack: [{ by: 'open evidence' }],
    teams: [{ by: 'open evidence' }],
    console: [get('/p/:proposal'), get('/k/:handle/:number')],
    mcp: tools('show_proposal', 'read_document'),
  }),
  said('See what waits', 'what is waiting for me?', 'list_work', {
    slack: [{ by: 'home' }],
    console: [get('/queue')],
    mcp: tools('list_work'),
  }),
  said('See the ledger of a case', 'show the ledger for E-1042', 'show_ledger', { mcp: tools('show_ledger') }),
  said('Propose codes', 'propose I50.23 on E-1042', 'propose_codes', { mcp: tools('propose_codes') }),
  said('Ask why a claim was refused', 'why was C-88 denied?', 'lookup_denial', { mcp: tools('lookup_denial') }),
  said('List denials', 'what denials should I work first?', 'list_denials', { mcp: tools('list_denials') }),
  said('Ask what a code of a remittance means', 'what is CO-197?', 'lookup_adjustment_code', { mcp: tools('lookup_adjustment_code') }),
  said('Show a remittance', 'show remittance R-1', 'show_remittances', { mcp: tools('show_remittances') }),
  said('Find a policy clause', 'find the policy clause about imaging', 'find_policy', {
    terminal: [command('library show')],
    mcp: tools('find_policy'),
  }),
  said('Draft an appeal', 'draft the appeal of C-88', 'draft_appeal', { mcp: tools('draft_appeal') }),
  said('Fetch the letter of an appeal', 'show the letter of P-17', 'read_letter', {
    terminal: [command('letter')],
    slack: [{ by: 'open evidence' }],
    teams: [{ by: 'open evidence' }],
    console: [get('/p/:proposal/letter.docx'), get('/p/:proposal/letter.pdf')],
    mcp: tools('read_letter'),
  }),
  atTerminal('Enter what a payer answered an appeal by letter', 'appeals answer'),
  said('Explain a bill', 'explain the bill of A-88', 'explain_bill', { mcp: tools('explain_bill') }),
  said('Propose an adjustment', 'write off $5.00 on A-88, small balance', 'propose_adjustment', { mcp: tools('propose_adjustment') }),
  said('Propose a payment plan', 'set up 2 payments on A-88', 'propose_payment_plan', { mcp: tools('propose_payment_plan') }),
  said('Propose a message to a patient', 'explain the bill of A-88 to the patient', 'draft_patient_message', {
    mcp: tools('draft_patient_message'),
  }),
  decided('Accept', 'accept P-17', 'accept'),
  decided('Change, with code and reason', 'change P-17 to D63.8, wrong type', 'change'),
  decided('Reject, with a reason', 'reject P-17, not supported', 'reject'),
  decided('Escalate', 'escalate P-17, contested', 'escalate'),
  decided('Withdraw what one asked for', 'withdraw P-17', 'withdraw'),
  {
    name: 'Bring files in',
    ways: {
      terminal: [command('import'), command('remit import')],
      slack: [{ by: 'file' }],
      teams: [{ by: 'file' }],
      console: NONE,
      mcp: NONE,
    },
  },
  { name: 'Rate an answer', ways: { terminal: NONE, slack: [{ by: 'rating' }], teams: [{ by: 'rating' }], console: NONE, mcp: NONE } },
  {
    name: 'Sign a browser in',
    says: 'sign in 7KQ4-M2PX 42',
    ways: {
      terminal: [command('sign-in')],
      slack: [{ by: 'code', verb: 'sign in' }],
      teams: [{ by: 'code', verb: 'sign in' }],
      console: [get('/sign-in')],
      mcp: NONE,
    },
  },
  {
    name: 'Link an account to a person',
    says: 'link K7QF-3M2P-XW4T-9D2C',
    ways: {
      terminal: [command('link')],
      slack: [{ by: 'code', verb: 'link' }],
      teams: [{ by: 'code', verb: 'link' }],
      console: NONE,
      mcp: NONE,
    },
  },
  atTerminal('List a channel for words of charts', 'channels allow-phi'),
  atTerminal('Take a channel off the list', 'channels withhold-phi'),
  atTerminal('Have a channel told what waits', 'channels digest'),
];
