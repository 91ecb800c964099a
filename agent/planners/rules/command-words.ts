/** Words that the reader listens for and that people mistype. Only those of five letters and more are corrected. */
const COMMANDS =
  'accept approve reject decline countersign propose suggest explain search locate display document documented discharge summary ' +
  'mention mentioned ledger audit waiting pending queue worklist encounter chart codes coding billable evidence support supported ' +
  'creatinine progress consult consultation operative radiology nursing medication laboratory proposal proposals alternatives delete ' +
  'claim denied denial denials appeal deadline remittance quarantined eligibility';

/** Words that lie one slip from a command word and mean themselves. They are never corrected. */
const THEMSELVES =
  'accepts accepted except accent approves approved approval rejects rejected ejects eject declines declined recline incline proposes proposed ' +
  'purpose suggests suggested suggestion explains explained researches searches searched starch located displays displayed documents ' +
  'discharged discharges mentions ledgers audits adult queues worklists encounters charts charted chars chant charm chars code coded coder ' +
  'coders codings evidences supports progresses consults consulted consultations preoperative postoperative medications summarise ' +
  'deletes deleted dilute expending spending wading claims claimed clam denies deny dental genial menial appeals appear appals repeal ' +
  'deadlines headline remittances quarantine quarantines coming comes coping cores modes nodes chat chats cart sending ending lending mending bending tending vending ' +
  'writing wanting waiving wasting wailing awaiting audio approver alternative queued queues mediation meditation';

export const COMMAND_WORDS: ReadonlySet<string> = new Set(COMMANDS.split(' '));
const KNOWN: ReadonlySet<string> = new Set([...COMMAND_WORDS, ...THEMSELVES.split(' ')]);

/** The command word that was meant, where `word` is one slip from exactly one; else the word itself. */
export function correctWord(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word) || KNOWN.has(word)) return word;
  const meant = [...COMMAND_WORDS].filter((command) => command.length >= 5 && oneSlipApart(word, command));
  const [only] = meant;
  return meant.length === 1 && only !== undefined ? only : word;
}

/** True when one letter was left out, added, changed, or swapped with its neighbour. */
export function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let back = 0;
  while (back < Math.min(a.length, b.length) - from && a[a.length - 1 - back] === b[b.length - 1 - back]) back += 1;
  const restA = a.slice(from, a.length - back);
  const restB = b.slice(from, b.length - back);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
