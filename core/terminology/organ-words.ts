/** Organs and parts of the body: everyday and Latin nouns with their adjectives, one organ a line. */
export const ORGAN_WORDS = `
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
`;
