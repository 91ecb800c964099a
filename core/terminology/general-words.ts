/**
 * Main terms of the index that a note uses in their everyday sense: alone they state no diagnosis. Canonical words. A statement
 * that has more words, or that is all that a line says, is read as it stands.
 */
export const GENERAL_WORDS: ReadonlySet<string> = new Set(
  `examination test lesion blood disease symptom neoplasm infection complication appearance pathology activity virus ulcer metastasis
  defect anesthesia nerve allergy effect illness injury wound abscess fistula analgesia gas reflex dependence newborn scale exposure
  reaching transient transplant fall accident axis observation donor toxic consumption standing counseling anomaly screening stress
  deformity malformation cold diuresis behavior adhesion arrest noise heat personality frozen affection poisoning investigation dye
  sitting abuse travel fear weak deprivation household shot aid pin mite sick death cancer fracture pregnancy bacteria fungus
  abnormal abnormality change loss pressure absence presence deficiency disturbance disorder syndrome condition problem finding
  history status procedure operation surgery aftercare care admission encounter attention adjustment removal replacement insertion
  fitting supervision training therapy treatment chemotherapy radiotherapy dialysis vaccination immunization contraception consultation
  advice conversation education isolation monitoring contact carrier donation follow-up pregnancy delivery birth labor
  male female man woman person adult child infant high low short long large small excess excessive increase decrease elevated elevation
  enlargement obstruction occlusion narrowing dilatation dilation rupture perforation laceration contusion bite sting burn crush cut
  strain sprain dislocation degeneration displacement malposition prolapse deviation contracture contraction retraction rotation
  calculus cyst mass lump nodule polyp tumor growth spot mark patch thickening irregular irregularity hypertrophy hyperplasia atrophy
  inflammation ischemia infarction embolism thrombosis stenosis stricture insufficiency incompetence failure hemorrhage effusion
  foreign body drug alcohol tobacco water air food milk dust smoke fire explosion light electricity current radiation sun weather war
  walking running jumping climbing lifting pulling pushing playing sports swimming diving cycling
  rejection reaction response resistance sensitivity intolerance exhaustion rest sleep
  chronic acute congenital secondary primary multiple simple
  need needs lack poor difficulty difficult unable delay delayed slow
  conflict problem anger hostility worry crying violence neglect crime legal discord disruption
  unemployment poverty homelessness housing school work employment occupation military
  brain heart kidney liver lung stomach skin bone eye ear nose tooth mouth tongue breast prostate uterus ovary pancreas spleen colon
  abdomen chest pelvis neck back hand foot leg arm knee hip ankle shoulder elbow wrist finger toe face head joint muscle vein artery
  pain ache spasm bend panic swelling smoking smoker upset stage grade pre post left right upper lower pitting crust blushing hyperemia`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
