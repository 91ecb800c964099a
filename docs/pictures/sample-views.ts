import type { CardView, ChatView, FormView } from '#agent/chat/view.ts';

// What is drawn: the demo hospital, whose patients and people are all made up, as the chat shows it.

const LINKS = [{ label: 'Open the case', url: 'https://countersign.example/k/K-7QF3M2' }];
const RATE = '3c1f5a52-6f0e-4b39-9a77-0d7c1a2b3c4d';
const UNTIL = ['Until', '2026-11-25 01:00 UTC'] as const;
const DECIDED_BY = ['Decided by', 'coder or coding-lead'] as const;
const ASKED = ['Asked for by', 'Countersign coder on behalf of Dana Reyes'] as const;
const EFFECT = ['Effect', 'Write this diagnosis'] as const;
const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

const REJECT: FormView = {
  button: 'reject',
  card: idOf(5),
  title: 'Reject N17.9 (P-5)',
  reasons: [
    { key: 'not-supported', says: 'The documents do not support it' },
    { key: 'not-reportable', says: 'It does not meet the definition of a reportable diagnosis' },
    { key: 'integral', says: 'It is part of another condition that is coded' },
    { key: 'wrong-code', says: 'Another code says it better' },
    { key: 'needs-query', says: 'The provider must be asked first' },
    { key: 'duplicate', says: 'It is on the encounter already' },
    { key: 'other', says: 'Another reason, in words' },
  ],
  asksCode: false,
};

const CHANGE: FormView = {
  button: 'change',
  card: idOf(5),
  title: 'Change N17.9 (P-5)',
  reasons: [
    { key: 'more-specific', says: 'The documents support a more specific code' },
    { key: 'less-specific', says: 'The documents support only a less specific code' },
    { key: 'wrong-condition', says: 'The documents say another condition' },
    { key: 'other', says: 'Another reason, in words' },
  ],
  asksCode: true,
};

function card(nth: number, title: string, more: Partial<CardView> = {}): CardView {
  return {
    kind: 'card',
    id: idOf(nth),
    proposal: `P-${nth}`,
    title,
    state: 'pending',
    facts: [EFFECT, ['Case', 'E-1042'], ASKED, DECIDED_BY, UNTIL],
    warnings: [],
    quotes: [],
    buttons: ['accept', 'change', 'reject', 'escalate', 'withdraw'],
    open: `https://countersign.example/p/P-${nth}`,
    forms: [
      { ...REJECT, card: idOf(nth), title: `Reject ${title.split(' ')[0]} (P-${nth})` },
      { ...CHANGE, card: idOf(nth), title: `Change ${title.split(' ')[0]} (P-${nth})` },
    ],
    ...more,
  };
}

const HEART = 'I50.23  Acute on chronic systolic (congestive) heart failure';
const KIDNEY = 'N17.9  Acute kidney failure, unspecified';
const SUMMARY =
  'D-1042-9 Discharge Summary · Priya Raman, MD, attending physician · 2026-03-13 · section discharge diagnoses · characters 206-245';
const NOTE =
  'D-1042-6 Hospital Medicine Progress Note · Devin Osterhaus, MD · 2026-03-11 · section assessment and plan · characters 738-741';

const heart = card(2, HEART, {
  quotes: [
    { text: 'Acute on chronic systolic heart failure', source: SUMMARY, flags: [] },
    {
      text: 'Acute on chronic HFrEF',
      source:
        'D-1042-6 Hospital Medicine Progress Note · Devin Osterhaus, MD · 2026-03-11 · section assessment and plan · characters 607-629',
      flags: [],
    },
  ],
});
const kidney = card(5, KIDNEY, {
  facts: [EFFECT, ['Case', 'E-1042'], ['Care', 'for somebody senior'], ASKED, ['Decided by', 'coding-lead'], UNTIL],
  warnings: ['D-1042-7 denies it, by another provider. Ask the attending provider which holds (I.B.14).'],
  quotes: [{ text: 'AKI', source: NOTE, flags: [] }],
});

const suggestion: ChatView = {
  fallback: 'Codes for E-1042 · P-2 pending · P-5 pending',
  parts: [
    { kind: 'title', text: 'Codes for E-1042' },
    { kind: 'text', text: '16 codes are supported by the words of this chart. Two of them wait for your decision.' },
    { kind: 'title', text: 'First-listed' },
    {
      kind: 'list',
      items: [
        'I13.0  Hypertensive heart and chronic kidney disease with heart failure and stage 1 through stage 4 chronic kidney disease\n"Hypertension" (D-1042-9 discharge diagnoses, 286-298)',
      ],
    },
    { kind: 'title', text: 'Well supported (3 of 11)' },
    {
      kind: 'list',
      items: [
        'I25.5  Ischemic cardiomyopathy\n"Ischemic cardiomyopathy" (D-1042-9 discharge diagnoses, 249-272)',
        'N18.32  Chronic kidney disease, stage 3b\n"Chronic kidney disease stage 3b" (D-1042-9 discharge diagnoses, 302-333)',
        'Z95.5  Presence of coronary angioplasty implant and graft\n"prior RCA stent" (D-1042-9 discharge diagnoses, 431-446)',
      ],
    },
    { kind: 'note', tone: 'plain', text: 'Edition icd10cm-2026, in force on 2026-03-13. Nothing is changed yet.' },
    heart,
    kidney,
  ],
  links: LINKS,
  rate: RATE,
  prompts: ['Why I50.23?', 'What was not coded?'],
};

const FACTS_OF_NONE = [EFFECT, ['Case', 'K-7QF3M2'], ASKED, DECIDED_BY, UNTIL] as const;
const suggestionNone: ChatView = {
  fallback: 'Codes for K-7QF3M2 · P-2 pending · P-5 pending',
  parts: [
    { kind: 'title', text: 'Codes for K-7QF3M2' },
    { kind: 'text', text: '16 codes are supported by the words of this chart. The words themselves are shown where they may be.' },
    {
      kind: 'list',
      items: [
        'I13.0  Hypertensive heart and chronic kidney disease with heart failure and stage 1 through stage 4 chronic kidney disease',
        'I25.5  Ischemic cardiomyopathy',
        'N18.32  Chronic kidney disease, stage 3b',
        'Z95.5  Presence of coronary angioplasty implant and graft',
      ],
    },
    card(2, HEART, { facts: FACTS_OF_NONE }),
    card(5, KIDNEY, { facts: FACTS_OF_NONE, warnings: ['Words of the chart deny N17.9. Read them before you decide.'] }),
  ],
  links: LINKS,
  rate: RATE,
};

const decided: ChatView = {
  fallback: 'P-2 approved',
  parts: [
    card(2, HEART, {
      state: 'approved',
      facts: [EFFECT, ['Case', 'E-1042']],
      outcome: 'Approved by Dana Reyes (dana.reyes) at 2026-11-22 01:10 UTC. It was carried out.',
      quotes: heart.quotes.slice(0, 1),
      buttons: [],
    }),
  ],
  links: LINKS,
};

const refused: ChatView = {
  fallback: 'P-5 rejected',
  parts: [
    card(5, KIDNEY, {
      state: 'rejected',
      facts: [EFFECT, ['Case', 'E-1042']],
      outcome: 'Rejected by Lee Okafor (lee.okafor) at 2026-11-22 01:12 UTC: The provider must be asked first.',
      quotes: kidney.quotes,
      buttons: [],
    }),
  ],
  links: LINKS,
};

/** On the page of somebody who asked for none of them. */
const OF_OTHERS: CardView['buttons'] = ['accept', 'change', 'reject', 'escalate'];

const home: ChatView = {
  fallback: '12 proposals wait for you',
  parts: [
    { kind: 'title', text: '12 proposals wait for you' },
    { kind: 'text', text: 'You asked for 2 more, for others to decide.' },
    { kind: 'text', text: 'The most urgent are shown; 11 more.' },
    card(5, KIDNEY, {
      state: 'escalated',
      facts: [
        EFFECT,
        ['Case', 'K-7QF3M2'],
        ['Care', 'for somebody senior'],
        ['Decided by', 'coding-lead'],
        ['Escalated', 'by Dana Reyes'],
        UNTIL,
      ],
      warnings: ['Words of the chart deny N17.9. Read them before you decide.'],
      buttons: ['accept', 'change', 'reject'],
    }),
    card(2, HEART, { facts: FACTS_OF_NONE, buttons: OF_OTHERS }),
    card(6, 'N18.32  Chronic kidney disease, stage 3b', { facts: FACTS_OF_NONE, buttons: OF_OTHERS }),
  ],
  links: [],
};

const digest: ChatView = {
  fallback: '12 proposals wait, 3 new',
  parts: [
    { kind: 'title', text: '12 proposals wait, 3 new' },
    {
      kind: 'facts',
      rows: [
        ['9', 'code.accept, decided by coder or coding-lead'],
        ['2', 'code.accept, decided by coding-lead'],
        ['1', 'write-off.post, decided by billing-lead'],
      ],
    },
    { kind: 'text', text: 'The oldest has waited for 3 h. Ask me what is waiting for you.' },
  ],
  links: [],
};

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

const MANY = [
  'I13.0  Hypertensive heart and chronic kidney disease with heart failure',
  HEART,
  'I25.5  Ischemic cardiomyopathy',
  'E11.22  Type 2 diabetes mellitus with diabetic chronic kidney disease',
  KIDNEY,
  'N18.32  Chronic kidney disease, stage 3b',
  'D63.1  Anemia in chronic kidney disease',
  'I25.10  Atherosclerotic heart disease of native coronary artery without angina pectoris',
  'Z95.5  Presence of coronary angioplasty implant and graft',
  'I25.2  Old myocardial infarction',
  'E78.5  Hyperlipidemia, unspecified',
  'Z79.84  Long term (current) use of oral hypoglycemic drugs',
];

const overflow: ChatView = {
  fallback: '60 proposals wait for a countersignature',
  parts: [
    { kind: 'title', text: '60 proposals wait for a countersignature' },
    { kind: 'text', text: 'Nothing is changed yet.' },
    ...Array.from({ length: 60 }, (_, at) => card(at + 1, MANY[at % MANY.length] ?? '', { quotes: heart.quotes.slice(0, 1) })),
  ],
  links: LINKS,
};

export const VIEWS = {
  suggestion,
  'suggestion-none': suggestionNone,
  decided,
  refused,
  digest,
  'write-off': writeOff,
  'write-off-none': writeOffNone,
  appeal,
  overflow,
} as const;
export const HOME = home;
export const FORMS = { reject: REJECT, change: CHANGE } as const;
