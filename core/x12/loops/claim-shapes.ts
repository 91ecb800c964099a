import { readLoopShape } from './loop-shape.ts';

/** What stands in both kinds of claim file (005010X222A1 and X223A3; of version 4010 what those still had is taken along). */
const TRANSACTION = `
BHT !1
REF*87 ?1
1000A NM1*41 !1 submitter
  N2 ?1
  PER !2
1000B NM1*40 !1 receiver
  N2 ?1
  PER ?2
2000A HL***20 !* billing provider level
  PRV*BI|PT ?1
  CUR ?1
  2010AA NM1*85 !1 billing provider
    N2 ?1
    N3 !1
    N4 !1
    REF*EI|SY|0B|1G|G2|LU|1A|1B|1C|1D|1H|1J|B3|BQ|FH|G5|U3|X5|06|8U|EM|IJ|RB|ST|TT ?*
    PER ?2
  2010AB NM1*87 ?1 pay-to address
    N2 ?1
    N3 !1
    N4 !1
    REF ?*
  2010AC NM1*PE ?1 pay-to plan
    N3 !1
    N4 !1
    REF ?*
  2000B HL***22 !* subscriber level
    SBR !1
    PAT ?1
    2010BA NM1*IL !1 subscriber
      N2 ?1
      N3 ?1
      N4 ?1
      DMG ?1
      REF*SY|Y4|1W|23|IG ?*
      PER ?1
    2010BB NM1*PR !1 payer
      N2 ?1
      N3 ?1
      N4 ?1
      REF*2U|EI|FY|NF|G2|LU|TJ ?*
    2010BC NM1*QD|AO ?1 responsible party
      N2 ?1
      N3 ?1
      N4 ?1
      REF ?*
    include claim
    2000C HL***23 ?* patient level
      PAT !1
      2010CA NM1*QC !1 patient
        N2 ?1
        N3 !1
        N4 !1
        DMG !1
        REF*Y4|SY|1W|23|IG ?*
        PER ?1
      include claim
`;

const PARTY = `
PRV ?1
N2 ?1
N3 ?1
N4 ?1
REF ?*
PER ?1
`;

const OTHER_PAYERS = `
2320 SBR ?10 other subscriber
  CAS*CO|CR|OA|PI|PR ?5
  AMT ?*
  DMG ?1
  OI !1
  MIA ?1
  MOA ?1
  2330A NM1*IL !1 other subscriber name
    N2 ?1
    N3 ?1
    N4 ?1
    REF ?*
  2330B NM1*PR !1 other payer
    N2 ?1
    N3 ?1
    N4 ?1
    PER ?2
    DTP*573 ?1
    REF ?*
  2330C NM1*QC|DN|P3|82|77|DQ|85|71|72|ZZ|FA ?* other payer's provider or patient
    REF ?*
`;

const ADJUDICATION = `
2410 LIN ?1 drug
  CTP ?1
  REF ?*
include lineProviders
2430 SVD ?15 line adjudication
  CAS*CO|CR|OA|PI|PR ?99
  DTP*573 !1
  AMT*EAF ?1
`;

const PROFESSIONAL_LINE_PROVIDERS = `
2420A NM1*82 ?1 rendering provider
  include party
2420B NM1*QB ?1 purchased service
  include party
2420C NM1*77|FA|LI|TL ?1 service facility
  include party
2420D NM1*DQ ?1 supervising provider
  include party
2420E NM1*DK ?1 ordering provider
  include party
2420F NM1*DN|P3 ?2 referring provider
  include party
2420G NM1*PW|PR ?4 pick-up
  include party
2420H NM1*45 ?1 drop-off
  include party
`;

const PROFESSIONAL_CLAIM = `
2300 CLM ?100 claim
  DTP ?*
  PWK ?10
  CN1 ?1
  AMT ?*
  REF*4N|F5|EW|9F|G1|F8|X4|9A|9C|LX|D9|EA|P4|1J|1S|9B|T4|G4|E9|MRN|CO|LU ?*
  K3 ?10
  NTE ?1
  CR1 ?1
  CR2 ?1
  CRC ?*
  HI !*
  HCP ?1
  CR7 ?6
  HSD ?12
  2310A NM1*DN|P3 ?2 referring provider
    include party
  2310B NM1*82 ?1 rendering provider
    include party
  2310C NM1*77|FA|LI|TL ?1 service facility
    include party
  2310D NM1*DQ ?1 supervising provider
    include party
  2310E NM1*PW ?1 pick-up
    include party
  2310F NM1*45|QB ?1 drop-off
    include party
  include otherPayers
  2400 LX !50 service line
    SV1 !1
    SV4 ?1
    SV5 ?1
    PWK ?10
    CR1 ?1
    CR2 ?5
    CR3 ?1
    CR5 ?1
    CRC ?*
    DTP !*
    QTY ?*
    MEA ?*
    CN1 ?1
    REF ?*
    AMT ?*
    K3 ?10
    NTE ?2
    PS1 ?1
    HSD ?1
    HCP ?1
    include adjudication
    2440 LQ ?* form
      FRM !*
`;

const INSTITUTIONAL_LINE_PROVIDERS = `
2420A NM1*72 ?1 operating physician
  include party
2420B NM1*ZZ|73 ?1 other operating physician
  include party
2420C NM1*82|71 ?1 rendering provider
  include party
2420D NM1*DN ?1 referring provider
  include party
`;

const INSTITUTIONAL_CLAIM = `
2300 CLM ?100 claim
  DTP*434|435|096|050 !*
  CL1 !1
  PWK ?10
  CN1 ?1
  AMT ?*
  REF*4N|9F|G1|F8|9A|9C|LX|D9|EA|LU|P4|G4|F5|EW|T4|DD ?*
  K3 ?10
  NTE ?11
  CR6 ?1
  CRC ?*
  HI !*
  QTY ?4
  HCP ?1
  CR7 ?6
  HSD ?12
  2310A NM1*71 ?1 attending provider
    include party
  2310B NM1*72 ?1 operating physician
    include party
  2310C NM1*ZZ|73 ?1 other operating physician
    include party
  2310D NM1*82 ?1 rendering provider
    include party
  2310E NM1*77|FA ?1 service facility
    include party
  2310F NM1*DN ?1 referring provider
    include party
  include otherPayers
  2400 LX !999 service line
    SV2 !1
    SV4 ?1
    PWK ?10
    DTP ?*
    QTY ?*
    REF ?*
    AMT ?*
    NTE ?2
    HCP ?1
    include adjudication
`;

const SHARED = { party: PARTY, otherPayers: OTHER_PAYERS, adjudication: ADJUDICATION };

export const PROFESSIONAL = readLoopShape(TRANSACTION, {
  ...SHARED,
  claim: PROFESSIONAL_CLAIM,
  lineProviders: PROFESSIONAL_LINE_PROVIDERS,
});

export const INSTITUTIONAL = readLoopShape(TRANSACTION, {
  ...SHARED,
  claim: INSTITUTIONAL_CLAIM,
  lineProviders: INSTITUTIONAL_LINE_PROVIDERS,
});
