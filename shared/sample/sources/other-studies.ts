import type { RecordOf } from '../../records/record-kinds.ts'
import { inOrder } from '../sample-header.ts'

type Study = RecordOf<'literature-study'>
type Arm = Omit<Study['arms'][string], 'order'>

/** A study with what was read of it; fields that were not read are left out. */
export type StudyRead = Pick<Study, 'code' | 'citation' | 'year' | 'verification' | 'arms'> & Partial<Pick<Study, 'doi' | 'pmid' | 'model' | 'summary' | 'caveat'>>

const cia = 'collagen-induced arthritis'
const abstract = 'read in the abstract or extract'
const dose = { blank: 'unknown', reason: 'not in what was read' } as const
const arms = (items: Readonly<Record<string, Arm>>): Study['arms'] => inOrder(items)

/** Studies of MSC in arthritic animals beside those of Schurgers' Table 2: only what was read in the named extract. */
export const otherStudies: readonly StudyRead[] = [
  {
    code: 'LIT-BOUFFI-2010', citation: 'Bouffi et al. 2010, PLoS One 5:e14247', year: 2010, verification: abstract, model: cia,
    summary: 'Part of the abstract: primary murine MSC of several strains, and iNOS-/- and IL-6-/- MSC, differ in potency; the effect acts through IL-6-dependent PGE2.',
    caveat: 'Doses and days were not read; no arm is coded.',
    arms: {},
  },
  {
    code: 'LIT-CHEN-B-2010', citation: 'Chen B et al. 2010, Clin Exp Immunol (PubMed 20002448)', year: 2010, pmid: '20002448', verification: 'read in another paper', model: cia,
    summary: 'Flk-1+ MSC, 1 to 2 × 10⁶ in 0.3 ml PBS intravenously on day 0 or day 21 into male DBA/1 mice of 8 to 10 weeks (100 µg bovine collagen II in complete Freund’s adjuvant, booster day 21 in incomplete). The day-21 group was aggravated. Serum IL-6 rose from 30 pg/ml (day 20) to 834 pg/ml (day 28); peak 927 against 164 pg/ml.',
    caveat: 'Abstract through a search site, numbers from text fragments on sites that copy papers: second-hand.',
    arms: arms({
      d21: {
        material: 'Flk-1+ MSC', recipient: 'DBA/1, male', route: 'intravenous',
        cells: { blank: 'unknown', reason: '1 to 2 × 10⁶ per mouse; a range is given' }, schedule: 'day 21', outcome: 'clinical course',
        result: 'worse',
      },
    }),
  },
  {
    code: 'LIT-SULLIVAN-2012', citation: 'Sullivan et al. 2012, Arthritis Res Ther 14:R167 (doi 10.1186/ar3916)', year: 2012, doi: '10.1186/ar3916', verification: abstract, model: cia,
    summary: 'Abstract, Figures 3 and 5: DBA/1 (syngeneic), FVB (partially mismatched) and BALB/c (fully mismatched) MSC intravenously at the booster, n = 12 per group. All suppressed TNF-alpha in vitro, BALB/c least by the ratio IFN-gamma to IL-4. BALB/c MSC made the disease worse and more erosive.',
    caveat: 'The dose was not read. Tests: Shapiro-Wilk, then t or Mann-Whitney.',
    arms: arms({
      dba1: {
        material: 'DBA/1 MSC', species: 'mouse', strain: 'DBA/1', recipient: 'DBA/1', relation: 'syngeneic', relationBasis: 'stated',
        route: 'intravenous', cells: dose, schedule: 'at the booster', animals: 12, outcome: 'clinical score', result: 'none',
      },
      fvb: {
        material: 'FVB MSC', species: 'mouse', strain: 'FVB', recipient: 'DBA/1', relation: 'allogeneic', relationBasis: 'stated',
        route: 'intravenous', cells: dose, schedule: 'at the booster', animals: 12, outcome: 'clinical score', result: 'none',
        caveat: 'Some worsening, not significant; coded none as reported. Partially mismatched.',
      },
      balbc: {
        material: 'BALB/c MSC', species: 'mouse', strain: 'BALB/c', recipient: 'DBA/1', relation: 'allogeneic', relationBasis: 'stated',
        route: 'intravenous', cells: dose, schedule: 'at the booster', animals: 12, outcome: 'clinical score', result: 'worse',
        caveat: 'Fully mismatched; more erosion as well.',
      },
    }),
  },
  {
    code: 'LIT-LIU-Y-2010', citation: 'Liu Y et al. 2010, Arthritis Res Ther 12:R210', year: 2010, verification: abstract, model: cia,
    summary: 'Abstract: human umbilical-cord MSC suppress fibroblast-like synoviocytes (IL-10, IDO, TGF-beta1) and T cells (PGE2, TGF-beta1, NO) and reduce the severity of collagen-induced arthritis.',
    caveat: 'Dose and schedule were not read.',
    arms: arms({ uc: {
      material: 'umbilical-cord MSC', species: 'human', tissue: 'umbilical cord', relation: 'xenogeneic', relationBasis: 'inferred',
      cells: dose, outcome: 'severity', result: 'better',
    } }),
  },
  {
    code: 'LIT-ZHOU-B-2011', citation: 'Zhou B et al. 2011, Clin Immunol', year: 2011, verification: abstract, model: cia,
    summary: 'Abstract: human adipose MSC prevent and treat collagen-induced arthritis, lower incidence and severity; Th1 and Th17 down, IL-10 up.',
    arms: arms({ ad: {
      material: 'adipose-tissue MSC', species: 'human', tissue: 'adipose tissue', relation: 'xenogeneic', relationBasis: 'inferred',
      cells: dose, outcome: 'incidence and severity', result: 'better',
    } }),
  },
  {
    code: 'LIT-PARK-KH-2016', citation: 'Park KH et al. 2016, Cell Transplant 25:1057', year: 2016, verification: abstract, model: cia,
    summary: 'Catalogue record: human bone-marrow, adipose and cord-blood MSC intraperitoneally into DBA/1 mice; comparator methotrexate 35 mg/kg twice weekly.',
    caveat: 'Results were not read; none is coded.',
    arms: arms({
      bm: {
        material: 'bone-marrow MSC', species: 'human', tissue: 'bone marrow', recipient: 'DBA/1', relation: 'xenogeneic',
        relationBasis: 'inferred', route: 'intraperitoneal', cells: dose,
      },
      ad: {
        material: 'adipose-tissue MSC', species: 'human', tissue: 'adipose tissue', recipient: 'DBA/1', relation: 'xenogeneic',
        relationBasis: 'inferred', route: 'intraperitoneal', cells: dose,
      },
      cb: {
        material: 'cord-blood MSC', species: 'human', tissue: 'umbilical cord blood', recipient: 'DBA/1', relation: 'xenogeneic',
        relationBasis: 'inferred', route: 'intraperitoneal', cells: dose,
      },
    }),
  },
  {
    code: 'LIT-CHEN-M-2013', citation: 'Chen M et al. 2013, Arthritis Rheum (gingival MSC)', year: 2013, verification: 'read in another paper', model: cia,
    summary: 'DBA/1J mice, 100 µg collagen II in complete Freund’s adjuvant (4 mg/ml); 2 × 10⁶ cells intravenously on day 14; paw score 0 to 4, summed (maximum 16); human skin fibroblasts as cell control. Gingival MSC protected when given before onset.',
    caveat: 'Read in copies of the text that lost exponents ("206" read as 2 × 10⁶).',
    arms: arms({ gingiva: {
      material: 'gingival MSC', species: 'human', tissue: 'gingiva', recipient: 'DBA/1J', relation: 'xenogeneic', relationBasis: 'inferred',
      route: 'intravenous', cells: 2e6, schedule: 'day 14', outcome: 'incidence and clinical score', result: 'better',
    } }),
  },
  {
    code: 'LIT-PAPADOPOULOU-2012', citation: 'Papadopoulou et al. 2012, Ann Rheum Dis 71:1733', year: 2012, verification: abstract, model: 'adjuvant-induced arthritis',
    summary: 'Abstract: adjuvant-induced arthritis and K/BxN: strong suppression in vitro, ineffective in vivo unless given before onset; bortezomib first helped.',
    caveat: 'Two models in one study; doses were not read.',
    arms: arms({
      after: { material: 'MSC', cells: dose, schedule: 'after onset', outcome: 'clinical course', result: 'none' },
      before: {
        material: 'MSC', cells: dose, schedule: 'before onset', outcome: 'clinical course', result: 'better',
        caveat: 'Worded as "ineffective unless given before onset"; coding inferred.',
      },
    }),
  },
  {
    code: 'LIT-KEHOE-2014', citation: 'Kehoe et al. 2014, J Transl Med 12:157', year: 2014, verification: abstract, model: 'antigen-induced arthritis',
    summary: 'Abstract: C57BL/6 MSC, 500,000 cells into the joint on day 1 of antigen-induced arthritis (methylated BSA): less knee swelling from 48 hours to about 7 days.',
    arms: arms({ ia: {
      material: 'MSC', species: 'mouse', strain: 'C57BL/6', route: 'intra-articular', cells: 5e5, schedule: 'day 1',
      outcome: 'knee swelling', result: 'better',
    } }),
  },
  {
    code: 'LIT-CD146-2016', citation: 'CD146+ and CD146- umbilical-cord MSC in collagen-induced arthritis, 2016 (doi 10.1186/s13287-016-0285-4, PMC4741021)', year: 2016, doi: '10.1186/s13287-016-0285-4', verification: abstract, model: cia,
    summary: 'Abstract: intra-articular CD146+ umbilical-cord MSC attenuated the progression of collagen-induced arthritis; they express less IL-6 than CD146- cells.',
    caveat: 'Doses were not read.',
    arms: arms({ cd146: {
      material: 'umbilical-cord MSC, CD146+', species: 'human', tissue: 'umbilical cord', relation: 'xenogeneic', relationBasis: 'inferred',
      route: 'intra-articular', cells: dose, outcome: 'progression', result: 'better',
    } }),
  },
  {
    code: 'LIT-MANCHENO-2017', citation: 'Mancheño-Corvo et al. 2017, Front Immunol 8:462', year: 2017, verification: abstract,
    summary: 'Abstract: human expanded adipose MSC given into the lymph (intralymphatic).',
    caveat: 'Doses were not read; no result is coded.',
    arms: arms({ il: { material: 'expanded adipose MSC', species: 'human', tissue: 'adipose tissue', route: 'intralymphatic', cells: dose } }),
  },
  {
    code: 'LIT-LOPEZ-SANTALLA-2016', citation: 'Lopez-Santalla et al. 2016, Immun Inflamm Dis 4:213 (doi 10.1002/iid3.106, PMC4879467)', year: 2016, doi: '10.1002/iid3.106', verification: abstract, model: cia,
    summary: 'Abstract: a single dose of expanded adipose MSC in established collagen-induced arthritis delays progression in the early phase, with a transient rise of Ly6C+ monocytes.',
    caveat: 'Dose and route were not read.',
    arms: arms({ single: {
      material: 'expanded adipose MSC', tissue: 'adipose tissue', cells: dose, schedule: 'single dose, established arthritis',
      outcome: 'progression', result: 'better',
    } }),
  },
  {
    code: 'LIT-LIU-L-2019', citation: 'Liu L et al. 2019, eBioMedicine 47:563 (PMC6796567), meta-analysis', year: 2019, verification: abstract,
    summary: 'Meta-analysis of 48 studies with 94 arms, of which 79 improved.',
    caveat: 'Effects are reductions in percent with 95 % limits where printed. What was read says nothing of publication bias. Subgroup: human umbilical-cord MSC.',
    arms: arms({
      paw: { material: 'MSC, all sources', outcome: 'paw thickness', result: 'better', effectPercent: 53.6, effectLower: 26.7, effectUpper: 80.4 },
      histology: {
        material: 'MSC, all sources', outcome: 'histological score', result: 'better', effectPercent: 44.9, effectLower: 33.3,
        effectUpper: 56.6,
      },
      score: { material: 'MSC, all sources', outcome: 'clinical score', result: 'better', effectPercent: 29.9, effectLower: 16.7, effectUpper: 43.0 },
      ucScore: {
        material: 'umbilical-cord MSC', species: 'human', tissue: 'umbilical cord', outcome: 'clinical score', result: 'better',
        effectPercent: 42.1, caveat: 'Limits were not read.',
      },
      ucHistology: {
        material: 'umbilical-cord MSC', species: 'human', tissue: 'umbilical cord', outcome: 'histological score', result: 'better',
        effectPercent: 51.4, caveat: 'Limits were not read.',
      },
    }),
  },
]
