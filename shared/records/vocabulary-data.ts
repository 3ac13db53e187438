import type { Term } from './vocabulary-term-type.ts'

const plain = (...terms: readonly string[]): readonly Term[] => terms.map((term) => ({ term }))

/** Built-in terms by vocabulary. */
export const vocabularyData: Readonly<Record<string, readonly Term[]>> = {
  species: plain('human', 'mouse', 'rat', 'rabbit', 'dog', 'pig', 'sheep', 'goat', 'horse', 'macaque'),
  tissue: plain('bone marrow', 'adipose tissue', 'umbilical cord', 'umbilical cord blood', 'placenta', 'amnion', 'synovium', 'synovial fluid', 'gingiva', 'dental pulp', 'skin', 'cartilage', 'compact bone', 'embryonic'),
  isolation: plain('plastic adherence', 'density gradient', 'enzymatic digestion', 'explant outgrowth', 'immunomagnetic selection', 'immunodepletion', 'fluorescence-activated sorting', 'flushing and plastic adherence'),
  medium: plain('alpha-MEM', 'DMEM', 'DMEM low glucose', 'DMEM/F12', 'IMDM', 'RPMI 1640', 'MesenCult (murine)', 'MesenCult (human)', 'serum-free MSC medium', 'X-VIVO 15'),
  serum: plain('fetal bovine serum', 'human AB serum', 'human platelet lysate', 'autologous serum', 'mouse serum', 'serum-free'),
  additive: plain('IFN-gamma', 'TNF-alpha', 'IL-1beta', 'IL-17', 'FGF-2', 'EGF', 'PDGF-BB', 'TGF-beta1', 'heparin', 'ascorbic acid', 'dexamethasone', 'lipopolysaccharide', 'poly(I:C)', 'L-glutamine'),
  coating: plain('none', 'tissue-culture plastic', 'gelatin', 'collagen I', 'fibronectin', 'vitronectin', 'poly-L-lysine'),
  vessel: plain('T25', 'T75', 'T175', '6-well plate', '12-well plate', '24-well plate', '96-well plate', '100 mm dish', '150 mm dish', '176 cm² dish', 'cell stack', 'bioreactor'),
  detachment: plain('trypsin-EDTA', 'TrypLE', 'Accutase', 'collagenase', 'EDTA', 'scraping', 'none'),
  'count-method': plain('haemocytometer, trypan blue', 'haemocytometer, no dye', 'image cytometer, acridine orange and DAPI', 'image cytometer, acridine orange and propidium iodide', 'automated trypan blue', 'flow cytometry with beads', 'electrical impedance'),
  morphology: plain('spindle-shaped', 'flattened, enlarged', 'small, rapidly dividing', 'round', 'mixed', 'vacuolated', 'confluent whorls'),
  'freeze-medium': plain('10 % DMSO in fetal bovine serum', '10 % DMSO, 90 % medium', '5 % DMSO in human albumin', 'CryoStor CS10', 'CryoStor CS5', 'other'),
  'thaw-method': plain('37 °C water bath', 'dry thawing device', 'other'),
  'quality-method': plain('PCR', 'culture', 'luminescence', 'LAL', 'recombinant factor C', 'G-banding', 'array', 'short tandem repeats', 'direct inoculation', 'automated blood culture', 'other'),
  mediator: plain('PGE2', 'NO', 'nitrite', 'IDO', 'kynurenine', 'iNOS', 'COX-2', 'PD-L1', 'TSG-6', 'HGF', 'TGF-beta1', 'IL-6', 'IL-10', 'IL-17', 'IFN-gamma', 'TNF-alpha', 'IL-2', 'IL-4', 'HLA-G', 'HO-1', 'galectin-1', 'galectin-9', 'CCL2', 'CXCL9', 'CXCL10'),
  'mediator-method': plain('ELISA', 'bead multiplex', 'Griess assay', 'HPLC', 'mass spectrometry', 'spectrophotometry (Ehrlich)', 'RT-qPCR', 'flow cytometry', 'western blot'),
  matrix: plain('culture supernatant', 'co-culture supernatant', 'cell lysate', 'cells', 'serum', 'plasma', 'synovial fluid'),
  'responder-cell': plain('PBMC', 'CD3+ T cells', 'CD4+ T cells', 'CD8+ T cells', 'splenocytes', 'lymph node cells', 'CD4+ T cells and accessory cells', 'B cells', 'NK cells', 'dendritic cells', 'macrophages'),
  stimulus: plain('anti-CD3', 'anti-CD3 and anti-CD28', 'anti-CD3/CD28 beads', 'phytohaemagglutinin', 'concanavalin A', 'mixed lymphocyte reaction', 'PMA and ionomycin', 'lipopolysaccharide', 'CpG', 'IL-2', 'IL-15', 'collagen type II', 'staphylococcal enterotoxin B'),
  arrest: plain('none', 'mitomycin C', 'gamma irradiation', 'X-ray irradiation', 'fixation'),
  readout: plain('3H-thymidine', 'BrdU', 'CFSE', 'CellTrace Violet', 'Ki-67', 'ATP luminescence', 'resazurin', 'MTT', 'IFN-gamma release', 'cell count', 'cytotoxicity'),
  inhibitor: plain('1-methyl-DL-tryptophan', '1-methyl-L-tryptophan', 'indomethacin', 'NS-398', 'celecoxib', 'GW274150', 'L-NMMA', 'L-NAME', '1400W', 'anti-PD-L1', 'anti-TGF-beta', 'anti-HGF', 'anti-IL-10', 'anti-IL-6', 'SB-431542', 'zinc protoporphyrin'),
  reagent: plain('medium', 'serum', 'antibody', 'enzyme', 'cytokine', 'dye', 'antigen', 'adjuvant', 'stimulus', 'inhibitor', 'kit', 'plastic', 'buffer', 'cryoprotectant', 'animal feed', 'drug'),
  'protocol-area': plain('isolation', 'culture', 'cryopreservation', 'flow cytometry', 'differentiation', 'suppression assay', 'animal model', 'scoring', 'injection', 'histology', 'quality control', 'analysis'),
  'arthritis-model': plain('collagen-induced arthritis', 'collagen antibody-induced arthritis', 'antigen-induced arthritis', 'adjuvant-induced arthritis', 'K/BxN serum transfer', 'proteoglycan-induced arthritis', 'pristane-induced arthritis', 'G6PI-induced arthritis', 'TNF-transgenic', 'delayed-type hypersensitivity', 'graft-versus-host disease', 'graft survival'),
  'induction-agent': plain('bovine collagen type II', 'chicken collagen type II', 'rat collagen type II', 'anti-collagen antibody cocktail', 'lipopolysaccharide', 'K/BxN serum', 'methylated bovine serum albumin', 'complete Freund’s adjuvant', 'incomplete Freund’s adjuvant', 'pristane', 'proteoglycan'),
  route: plain('intravenous', 'intraperitoneal', 'intra-articular', 'subcutaneous', 'intramuscular', 'intradermal', 'intralymphatic', 'intracardiac', 'oral', 'intranasal'),
  vehicle: plain('PBS', 'saline', 'PBS with albumin', 'Hanks’ balanced salt solution', 'Ringer’s lactate', 'culture medium', 'CryoStor'),
  'sample-material': plain('serum', 'plasma', 'hind paw', 'fore paw', 'knee', 'spleen', 'lymph node', 'lung', 'liver', 'blood', 'RNA', 'synovial tissue'),
  endpoint: plain('histological inflammation', 'pannus', 'cartilage damage', 'bone erosion', 'anti-collagen IgG', 'anti-collagen IgG1', 'anti-collagen IgG2a', 'serum TNF-alpha', 'serum IL-6', 'serum IL-10', 'serum IL-17', 'ear swelling', 'paw volume', 'knee diameter', 'GVHD score', 'survival', 'graft survival', 'regulatory T cells', 'biodistribution'),
}
