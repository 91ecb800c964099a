import { readLoopShape } from './loop-shape.ts';

const CLAIM_STATUS = `
2200D TRN ?* claim status
  STC !*
  REF ?*
  DTP ?*
  2220D SVC ?* line status
    STC !*
    REF ?*
    DTP ?*
`;

/** The answer to a question for status, 005010X212. */
export const STATUS_ANSWER = readLoopShape(
  `
BHT !1
2000A HL***20 !* information source
  2100A NM1*PR !1 payer
    PER ?1
  2000B HL***21 !* information receiver
    2100B NM1*41 !1 receiver
    2200B TRN ?1 receiver status
      STC !*
    2000C HL***19 ?* service provider
      2100C NM1*1P !2 provider
      2200C TRN ?1 provider status
        STC !*
      2000D HL***22 ?* subscriber
        DMG ?1
        2100D NM1*IL !1 subscriber name
        include status
        2000E HL***23 ?* dependent
          DMG ?1
          2100E NM1*QC !1 patient name
          include status
`,
  { status: CLAIM_STATUS },
);

/** Acknowledgement of claims, 005010X214. */
export const CLAIM_ACKNOWLEDGEMENT = readLoopShape(
  `
BHT !1
2000A HL***20 !1 information source
  2100A NM1*PR|AY !1 source
  2200A TRN !1 receipt
    DTP*050 !1
    DTP*009 !1
  2000B HL***21 !1 information receiver
    2100B NM1*41 !1 receiver
    2200B TRN !1 receiver status
      STC !*
      QTY*90|AA ?2
      AMT*YU|YY ?2
    2000C HL***19 ?* billing provider
      2100C NM1*85 !1 provider
      2200C TRN ?1 provider status
        STC ?*
        REF ?3
        QTY*QA|QC ?2
        AMT*YU|YY ?2
      2000D HL***PT ?* patient
        2100D NM1*QC !1 patient name
        include status
`,
  { status: CLAIM_STATUS },
);

const QUESTION = `
2200D TRN ?* claim asked about
  REF ?*
  AMT*T3 ?1
  DTP*472 ?1
  2210D SVC ?* line asked about
    REF*FJ ?1
    DTP*472 !1
`;

/** A question for the status of claims, 005010X212. */
export const STATUS_QUESTION = readLoopShape(
  `
BHT !1
2000A HL***20 !* information source
  2100A NM1*PR !1 payer
  2000B HL***21 !* information receiver
    2100B NM1*41 !1 receiver
    2000C HL***19 !* service provider
      2100C NM1*1P !2 provider
      2000D HL***22 !* subscriber
        DMG ?1
        2100D NM1*IL !1 subscriber name
        include question
        2000E HL***23 ?* dependent
          DMG ?1
          2100E NM1*QC !1 patient name
          include question
`,
  { question: QUESTION },
);

/** What a receiver says of a group, 005010X231, and of version 4010 its 997. */
export const ACKNOWLEDGEMENT = readLoopShape(`
AK1 !1
2000 AK2 ?* transaction
  2100 IK3 ?* segment in error
    CTX ?10
    2110 IK4 ?* element in error
      CTX ?10
  2100 AK3 ?* segment in error
    2110 AK4 ?* element in error
  IK5 ?1
  AK5 ?1
AK9 !1
`);
