/**
 * The words of which the program makes its own sentences: no name of an illness, a part of the body, a person or a place. A sentence that
 * holds any other word may hold one of a chart. A word that is missing costs a sentence; none MUST be added that tells of a patient.
 */
export const PROGRAM_WORDS: ReadonlySet<string> = new Set(
  `
  a about above absent accept accepted accepts acted active add added address administrator adjustment after again against agent all
  allows alone already also altered alternatives am among amount amounts an anchor and anew another answer answered answers any anybody
  anyone anything appeal approve approved approves approving are as ask asked asker's asking asks assertion at attending audit author
  authority away back bad be bears became been before began begin being belong below beneath beside best between bill billable billing
  binds both break bring brings broke broken brought but by called came can cannot card cards care carried case cases categories category
  caused change changed changes changing channel channels character characters chart charts chat check checked checks chosen cites claim
  claims client clinicians clock close closed code coded coder coder's codes coding come comes comma comments compare compliance condition
  confidence configured considered contested conversation could count counted countersign countersignature countersigned countersigns
  counts data database date dates day days decide decided decides deciding decision decisions delete deleted denials denied denies deny
  diagnoses diagnosis did different digest directly do document documented documents does done drafted duplicate each edition editions
  editor edits effect effects either else else's elsewhere emergencies emergency empty encounter encounters end ended ends enforced enough entered
  entries entry error escalate escalated every everybody everyone everything evidence exact exactly example exclude excluded excludes
  exempt expected expire expired expires explain explains false few fewer file files find first fit flags folder follow follows for force
  formed found founded free fresh from full future gate gave get gets give given gives goes gone good guess had has have header heading
  held help her here histories history hold holds hospital hours how however i if immediately import imported in include included inclusion
  index indicators input inside installation instead into invalid is isn't it it's its itself keep keeps kept key keys kind know known last
  later latest lead leading leads least left lent less let lets letter letters like line link linked list listed lists load loaded longer
  look looked looks made make maker makes manage many mark marked match matches may me mean means measure meant menu message messages mine
  minute minutes missing modifiers more most must name named names near nearest need needed needs neighbours neither never new newer newest
  next no nobody none nor not note noted notes nothing now number numbered numbers obeyed of off officer official older on once one ones
  only open opened or order ordered orders other others out outbox outside over own page paid part passage passages past pasted path payment
  payments pays pending people person pick picks place placed plain plan plus policy policy's possible post preliminary prevent
  principal printed procedure program program's proof proposal proposals propose proposed proposes provider provider's providers purged put
  puts queries query question questions quote quoted quotes range rank rating reached read reader reading readings reads ready reason
  reasons receive received receiver record recorded records refuse refused registered reject rejected rejection rejecting release relied
  remove replace replaced reported rest rested rests result results resume retired review reviewed right rights role roles rule rules run
  runs said same say says search searched second see seen send sender senders senior sent sentence separate service set sets seventh shape
  shorten should show shown shows sign signature signatures signed signing signs since sit six skip so some somebody someone something soon
  source speak speaks specific spoken stand standing stands starter state stated states status step still stop stood straightforward
  submit such suggest suggested suggestion suggestions suggests summaries summary superseded supply support supported supports surface
  switched synthetic table tables tabular take taken takes team tell tells terms text than that the their them themselves then there these
  they this those three tier time times title titles to today together told too took tool tools touched tried true try twice two type types
  unchanged under understand understood undone unknown unless until unseen up us use used uses valid verified wait waited waiting waits want
  wanted was way ways we well went were what whatever when where whether which while who whoever whole whom whose why will with withdraw
  withdrawn withheld within without witness word wording words work would write writes written wrong year years yes yet you your yourself
  choose choosing confirm demo ledger ledger's log patient payer thing things quotation marks billed dash dot met
  report acts remittance remittances digit five medical advice bills shell verify checkpoints root
  `
    .trim()
    .split(/\s+/),
);
