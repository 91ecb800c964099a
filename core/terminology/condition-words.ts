/** Conditions, causes and their adjectives, one a line. */
export const CONDITION_WORDS = `
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
