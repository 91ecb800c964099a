/**
 * Words that mean one thing in a diagnosis: the first of a line stands for the others. Nouns with their adjectives, Latin and
 * everyday names of one organ, and forms of one word. Words that differ in a code ("acute", "subacute") are never joined.
 */
export const WORD_CLASSES = `
kidney renal nephric
heart cardiac cardial
liver hepatic
lung pulmonary pulmonic
stomach gastric
brain cerebral encephalic
skin cutaneous dermal dermic
bone osseous bony
bladder vesical
eye ocular
nose nasal
ear otic aural auricular
tooth dental teeth
mouth oral buccal
tongue lingual
lip labial
uterus uterine
ovary ovarian
prostate prostatic
pancreas pancreatic
spleen splenic
colon colonic
rectum rectal
anus anal
esophagus esophageal
trachea tracheal
bronchus bronchial bronchi
pleura pleural
pericardium pericardial
peritoneum peritoneal
aorta aortic
artery arterial
vein venous
femur femoral
tibia tibial
fibula fibular peroneal
humerus humeral
radius radial
ulna ulnar
clavicle clavicular
scapula scapular
sternum sternal
rib costal
patella patellar
vertebra vertebral vertebrae
skull cranial calvarial
abdomen abdominal
chest thoracic thorax
pelvis pelvic
groin inguinal
breast mammary
testis testicle testicular testes
penis penile
vagina vaginal
vulva vulvar
cervix
ureter ureteral ureteric
urethra urethral
urine urinary
lymph lymphatic
node nodal
thyroid thyroidal
parathyroid
adrenal suprarenal
pituitary hypophyseal hypophysis
muscle muscular
nerve neural
spine spinal
joint articular arthral
tendon tendinous
ligament ligamentous
cornea corneal
retina retinal
conjunctiva conjunctival
eyelid palpebral
larynx laryngeal
pharynx pharyngeal throat
tonsil tonsillar
intestine intestinal bowel enteric
duodenum duodenal
jejunum jejunal
ileum ileal
cecum cecal
appendix appendiceal appendicular
gallbladder
biliary bile
mediastinum mediastinal
diaphragm diaphragmatic
coronary
ventricle ventricular
atrium atrial
valve valvular
mitral
bloodstream
blood hemic
platelet thrombocyte
marrow medullary
hand manual
foot pedal feet
finger digital
arm brachial
leg crural
knee
hip
ankle
shoulder
elbow
wrist carpal
neck nuchal
back dorsal
face facial
jaw
mandible mandibular
maxilla maxillary
orbit orbital
meninges meningeal
cerebellum cerebellar
umbilicus umbilical
placenta placental
fetus fetal
scrotum scrotal
epididymis epididymal
perineum perineal
diabetes diabetic
hypertension hypertensive
ischemia ischemic
infarction infarct infarcted
tuberculosis tuberculous tubercular tb
syphilis syphilitic luetic
rheumatism rheumatic
sepsis septic septicemia
infection infectious infected infective
inflammation inflammatory inflamed
ulcer ulcerative ulcerated ulceration
obstruction obstructive obstructed
stenosis stenotic stenosed narrowing
stricture
thrombosis thrombotic thrombosed thrombus
embolism embolic embolus emboli
hemorrhage hemorrhagic bleeding bleed
rupture ruptured
perforation perforated perforating
fracture fractured broken
dislocation dislocated luxation luxated
laceration lacerated
contusion contused
amputation amputated
necrosis necrotic necrotizing
gangrene gangrenous
abscess abscessed
fistula fistulous fistulae
calculus calculi lithiasis stone
hydronephrosis hydronephrotic
cyst cystic
polyp polypoid polyposis
cancer carcinoma malignant malignancy cancerous carcinomatous adenocarcinoma
neoplasm neoplastic tumor tumoral
metastasis metastatic metastases metastasized
leukemia leukemic
lymphoma lymphomatous
anemia anemic
edema edematous
effusion
fever febrile pyrexia
pain painful ache
headache cephalalgia cephalgia
vomiting vomit emesis
nausea nauseous nauseated
diarrhea diarrheal
constipation constipated
dyspnea dyspneic
cough coughing
fatigue fatigued tiredness
weakness asthenia
dizziness dizzy
seizure seizures convulsion convulsive
epilepsy epileptic
dementia demented
psychosis psychotic
depression depressive depressed
anxiety anxious
alcohol alcoholic
tobacco nicotine
smoking smoker
dependence dependent addiction
allergy allergic
hypersensitivity
malnutrition malnourished
obesity obese
dehydration dehydrated
deficiency deficient
congenital
pregnancy pregnant gestation gestational
abortion
newborn neonatal neonate
fall
collapse collapsed
atrophy atrophic
hypertrophy hypertrophic hypertrophied
hyperplasia hyperplastic
dysplasia dysplastic
sclerosis sclerotic
fibrosis fibrotic fibrosed
cirrhosis cirrhotic
insufficiency insufficient
incompetence incompetent
failure failed fail
paralysis paralytic palsy
paraplegia paraplegic
hemiplegia hemiplegic
quadriplegia quadriplegic tetraplegia
blindness blind
deafness deaf
cataract cataractous
glaucoma glaucomatous
jaundice jaundiced icterus
ascites ascitic
hernia herniation herniated hernial
prolapse prolapsed
varices varix varicose
aneurysm aneurysmal
dissection dissecting
arteriosclerosis arteriosclerotic atherosclerosis atherosclerotic
myocardium myocardial
endocardium endocardial
septum septal
arrhythmia arrhythmic
fibrillation
hypotension hypotensive
shock
coma comatose
syncope syncopal
delirium delirious
stroke
trauma traumatic posttraumatic
injury injured
burn burned
poisoning poisoned intoxication
overdose
bite bitten
sprain sprained
strain strained
degeneration degenerative degenerated
deformity deformed deformation
contracture contracted
adhesion adherent
swelling swollen
enlargement enlarged
hepatomegaly
splenomegaly
thrombocytopenia thrombocytopenic
neutropenia neutropenic
leukopenia leukopenic
eosinophilia eosinophilic
lupus
virus viral
bacteria bacterial bacterium
fungus fungal mycotic mycosis
parasite parasitic
streptococcus streptococcal
staphylococcus staphylococcal
pneumococcus pneumococcal
meningococcus meningococcal
gonococcus gonococcal gonorrheal
candida candidal candidiasis
aspergillus aspergillosis
herpes herpetic
influenza flu
brucella brucellosis
salmonella salmonellosis
toxoplasma toxoplasmosis
leishmania leishmaniasis
histoplasma histoplasmosis
cryptococcus cryptococcal cryptococcosis
cytomegalovirus cytomegaloviral cmv
hiv
syndrome
disease disorder
postoperative postprocedural postsurgical
complication complicated complicating complications
secondary
intermittent
recurrent recurring recurrence relapsing
persistent
transient transitory
localized local
generalized
bilateral both
unilateral
upper superior
lower inferior
anterior
posterior
proximal
distal
external outer
internal inner
female woman
male man
hersdisease hers
`;
