/**
 * Schurgers et al. 2010, Table 2: MSC in collagen-induced arthritis as the paper itself compares them, row by row.
 * The table prints reference numbers only; which paper a number stands for was inferred from order and content.
 */

export const schurgersCitation =
  'Schurgers E, Kelchtermans H, Mitera T, Geboes L, Matthys P. Discrepancy between the in vitro and in vivo effects of murine mesenchymal stem cells on T-cell proliferation and collagen-induced arthritis. Arthritis Res Ther 2010;12:R31 (doi 10.1186/ar2939)'

export type Table2Row = {
  /** Number in their list of references. */
  readonly reference: 23 | 24 | 25 | 26 | 27
  /** Paper the number most likely stands for (inferred). */
  readonly likelyPaper: string
  readonly material: string
  readonly species: 'mouse' | 'human' | 'rat'
  readonly strain: string | null
  readonly tissue: 'bone marrow' | 'adipose tissue' | null
  readonly modification: string
  /** Relation to the DBA/1 recipient that follows from the strains; null where they do not decide it. */
  readonly relation: 'syngeneic' | 'allogeneic' | 'xenogeneic' | null
  readonly route: 'intravenous' | 'intraperitoneal'
  readonly cells: number
  readonly schedule: string
  /** 0, - or + in the table. */
  readonly result: 'none' | 'worse' | 'better'
}

const c3 = {
  reference: 26, likelyPaper: 'Djouad 2005', material: 'C3 cell line', species: 'mouse', strain: null, tissue: null, relation: null,
  route: 'intravenous',
} as const
const b10 = {
  reference: 23, likelyPaper: 'Augello 2007', material: 'bone-marrow MSC', species: 'mouse', strain: 'C57BL/10', tissue: 'bone marrow',
  modification: 'native', relation: 'allogeneic', route: 'intraperitoneal', cells: 5e6,
} as const
const dba = {
  reference: 27, likelyPaper: 'Choi 2008', material: 'bone-marrow MSC', species: 'mouse', strain: 'DBA/1', tissue: 'bone marrow',
  relation: 'syngeneic', route: 'intravenous', cells: 1e6, schedule: 'days 21, 28 and 35',
} as const
const fat = {
  reference: 24, likelyPaper: 'Gonzalez 2009', material: 'adipose-tissue MSC', tissue: 'adipose tissue', modification: 'native',
  route: 'intraperitoneal', cells: 1e6, schedule: '5 days after onset', result: 'better',
} as const

export const schurgersTable2: readonly Table2Row[] = [
  { ...c3, modification: 'native', cells: 1e6, schedule: 'day 0', result: 'none' },
  { ...c3, modification: 'native', cells: 1e6, schedule: 'day 21', result: 'none' },
  { ...c3, modification: 'native', cells: 4e6, schedule: 'day 0', result: 'none' },
  { ...c3, modification: 'native', cells: 4e6, schedule: 'day 21', result: 'worse' },
  { ...c3, modification: 'IL-10 transfected', cells: 1e6, schedule: 'day 0', result: 'none' },
  { ...b10, schedule: 'day 0', result: 'better' },
  { ...b10, schedule: 'day 21', result: 'better' },
  { ...dba, modification: 'native', result: 'none' },
  { ...dba, modification: 'IL-10 transduced', result: 'better' },
  { ...fat, species: 'human', strain: null, relation: 'xenogeneic' },
  { ...fat, species: 'mouse', strain: 'C57BL/6', relation: 'allogeneic' },
  { ...fat, species: 'mouse', strain: 'DBA/1', relation: 'syngeneic' },
  {
    reference: 25, likelyPaper: 'Mao 2010', material: 'bone-marrow MSC', species: 'rat', strain: null, tissue: 'bone marrow',
    modification: 'native', relation: 'xenogeneic', route: 'intravenous', cells: 2e6, schedule: '1 day after onset', result: 'better',
  },
]

/** What was read of each of these papers besides the table. */
export const table2Papers: Readonly<Record<string, { readonly code: string; readonly citation: string; readonly year: number; readonly doi?: string; readonly summary?: string; readonly caveat?: string }>> = {
  'Djouad 2005': {
    code: 'LIT-DJOUAD-2005',
    citation: 'Djouad et al. 2005, Arthritis Rheum (doi 10.1002/art.21012)',
    year: 2005,
    doi: '10.1002/art.21012',
    summary: 'Abstract: C3 MSC given at immunisation or booster did not confer any benefit in collagen-induced arthritis; the Th1 response was accentuated; TNF-alpha reversed suppression in vitro.',
    caveat: 'The origin of the C3 line, and so its relation to the recipient, was not read.',
  },
  'Augello 2007': {
    code: 'LIT-AUGELLO-2007',
    citation: 'Augello et al. 2007, Arthritis Rheum 56:1175',
    year: 2007,
    summary: 'Abstract (as reposted): a single intraperitoneal injection of allogeneic MSC prevented bone and cartilage damage in DBA/1 mice with collagen-induced arthritis; serum TNF-alpha fell, regulatory T cells were induced.',
  },
  'Choi 2008': {
    code: 'LIT-CHOI-2008',
    citation: 'Choi et al. 2008, Clin Exp Immunol 153:269 (PMC2492894)',
    year: 2008,
    summary: 'Abstract: DBA/1 mice, three weekly injections from day 21; MSC with IL-10 better, MSC alone equal to vehicle on the score, yet MSC alone lowered IL-6 and anti-collagen antibody.',
    caveat: 'No effect on the score can coexist with a changed biomarker: outcomes are per read-out.',
  },
  'Gonzalez 2009': { code: 'LIT-GONZALEZ-2009', citation: 'Gonzalez et al. 2009 (reference 24 of Schurgers et al. 2010; mapping inferred)', year: 2009, caveat: 'Known only through the table of Schurgers et al. 2010.' },
  'Mao 2010': {
    code: 'LIT-MAO-2010',
    citation: 'Mao et al. 2010 (doi 10.1007/s00011-009-0090-y)',
    year: 2010,
    doi: '10.1007/s00011-009-0090-y',
    summary: 'Abstract: intravenous MSC in mice with collagen-induced arthritis; paw oedema improved, TNF-alpha lower 12 days after MSC.',
    caveat: 'The dose is known only through the table of Schurgers et al. 2010; rat cells in mice, hence xenogeneic, is inferred.',
  },
}
