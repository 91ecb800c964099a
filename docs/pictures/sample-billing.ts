import type { CardView, ChatView } from '#agent/chat/view.ts';
import { card, idOf, REJECT, UNTIL } from './sample-views.ts';

const BY_SAM = ['Asked for by', 'Countersign coder on behalf of Sam Ferro'] as const;
const BILLING: CardView['buttons'] = ['accept', 'reject', 'escalate', 'withdraw'];

const writeOff: ChatView = {
  fallback: 'An answer · P-8 pending',
  parts: [
    { kind: 'title', text: '1 proposal waits for a countersignature' },
    card(8, 'Write off $5.00 on account A-88', {
      facts: [
        ['Effect', 'write-off.post A-88'],
        ['Amount', '$5.00'],
        ['', 'Takes $5.00 off what the patient owes: $30.00 - $5.00 = $25.00.'],
        ['Balance', 'what the patient owes'],
        ['Before', '$30.00'],
        ['Change', '-$5.00'],
        ['After', '$25.00'],
        ['Reason', 'small balance'],
        ['Day · What · Source · Patient', ''],
        ['', "2026-04-01 · The insurance says that this is the patient's share. · R-1 segment 12, PR-1 on C-88 · $40.00"],
        ['', '2026-04-20 · Paid by card · posted.T-1 · -$10.00'],
        BY_SAM,
        ['Decided by', 'billing-lead, but not Sam Ferro, who asked'],
        UNTIL,
      ],
      buttons: BILLING,
      forms: [{ ...REJECT, card: idOf(8), title: 'Reject P-8' }],
    }),
  ],
  links: [],
};

const writeOffNone: ChatView = {
  fallback: '1 proposal waits for a countersignature · P-8 pending',
  parts: [
    { kind: 'title', text: '1 proposal waits for a countersignature' },
    card(8, 'write-off.post', {
      facts: [BY_SAM, ['Decided by', 'billing-lead, but not Sam Ferro, who asked'], UNTIL],
      warnings: ['What it says is of a patient, and this place may hold nothing of patients. Open it to read and decide it.'],
      buttons: ['withdraw'],
      forms: [],
    }),
  ],
  links: [],
};

const appeal: ChatView = {
  fallback: 'An answer about K-61HEV7 · P-9 pending',
  parts: [
    { kind: 'title', text: 'A letter waits for a countersignature' },
    card(9, 'Appeal of the decision on claim C-31', {
      facts: [
        ['Effect', 'appeal.submit C-31'],
        ['Amount', '$200.00'],
        ['', 'Send this letter to Blue Fern Health, with its enclosures.'],
        ['Claim', 'C-31'],
        ['Level', 'first'],
        ['Ground', 'authorisation'],
        ['To be filed by', '2026-11-28'],
        ['', 'The days count from the date of the notice, 2026-06-01 (the contract, as entered).'],
        ['', '180 calendar days after 2026-06-01 end on 2026-11-28, a Saturday (the contract, as entered).'],
        ['The letter', ''],
        ['', 'Blue Fern Health, Provider appeals, PO Box 100, Fernwood, OH 43000'],
        ['', 'To the appeals department:'],
        ['', 'The claim bears your authorisation number AUTH-77. [1] Please match the claim to that authorisation.'],
        ['', 'Please reverse the decision and pay what the claim is due.'],
        ['Sources', ''],
        ['', '[1] Claim C-31'],
        ['Case', 'E-2001'],
        BY_SAM,
        ['Decided by', 'biller or billing-lead, but not Sam Ferro, who asked'],
        UNTIL,
      ],
      buttons: BILLING,
      forms: [{ ...REJECT, card: idOf(9), title: 'Reject P-9' }],
    }),
  ],
  links: [{ label: 'Open the case', url: 'https://countersign.example/k/K-61HEV7' }],
};

export const BILLING_VIEWS = { 'write-off': writeOff, 'write-off-none': writeOffNone, appeal } as const;
