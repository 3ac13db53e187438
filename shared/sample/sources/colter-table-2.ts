/** Colter et al. 2000, Table 2: the numbers as printed, with the footnotes that say what they are. */

export const colterCitation =
  'Colter DC, Class R, DiGirolamo CM, Prockop DJ. Rapid expansion of recycling stem cells in cultures of plastic-adherent cells from human bone marrow. Proc Natl Acad Sci USA 2000;97:3213-3218 (doi 10.1073/pnas.070034097, PMC16218), Table 2 and its footnotes'

/** Footnotes: 530 MSC plated in a 176-cm² plate, on average 3.0 cells/cm²; 14 days; harvested with EDTA/trypsin; 530 cells replated. */
export const colterConditions = { cellsPlated: 530, areaCm2: 176, densityPerCm2: 3, days: 14 } as const

export type ColterPassage = {
  readonly passage: 1 | 2 | 3
  /** "Observed values for MSCs per 530 cells plated". */
  readonly harvest: number
  /** "Calculated cumulative totals", had all the cells of the frozen stock and of each passage been replated: MSC. */
  readonly cumulativeMsc: number
  /** The same for colony-forming units. */
  readonly cumulativeCfu: number
}

export type ColterSample = {
  readonly sample: '58R' | '58L' | '59R' | '59L'
  /** Footnote: aspirates taken at the same time from two normal volunteers (58 and 59), right (R) and left (L) iliac crest. */
  readonly volunteer: '58' | '59'
  readonly side: 'right' | 'left'
  readonly passages: readonly ColterPassage[]
}

export const colterTable2: readonly ColterSample[] = [
  {
    sample: '58R', volunteer: '58', side: 'right',
    passages: [
      { passage: 1, harvest: 8.0e4, cumulativeMsc: 7.0e7, cumulativeCfu: 2.2e7 },
      { passage: 2, harvest: 1.1e6, cumulativeMsc: 1.5e10, cumulativeCfu: 0.95e10 },
      { passage: 3, harvest: 2.3e5, cumulativeMsc: 6.5e13, cumulativeCfu: 1.4e13 },
    ],
  },
  {
    sample: '58L', volunteer: '58', side: 'left',
    passages: [
      { passage: 1, harvest: 8.6e4, cumulativeMsc: 1.1e8, cumulativeCfu: 0.25e8 },
      { passage: 2, harvest: 4.2e5, cumulativeMsc: 1.1e10, cumulativeCfu: 4.1e10 },
      { passage: 3, harvest: 3.1e5, cumulativeMsc: 5.0e13, cumulativeCfu: 1.5e13 },
    ],
  },
  {
    sample: '59R', volunteer: '59', side: 'right',
    passages: [
      { passage: 1, harvest: 1.9e5, cumulativeMsc: 2.8e8, cumulativeCfu: 1.1e8 },
      { passage: 2, harvest: 2.4e5, cumulativeMsc: 1.3e11, cumulativeCfu: 5.5e10 },
      { passage: 3, harvest: 7.5e5, cumulativeMsc: 1.8e14, cumulativeCfu: 5.2e13 },
    ],
  },
  {
    sample: '59L', volunteer: '59', side: 'left',
    passages: [
      { passage: 1, harvest: 1.4e5, cumulativeMsc: 2.4e8, cumulativeCfu: 0.91e8 },
      { passage: 2, harvest: 1.7e5, cumulativeMsc: 7.8e10, cumulativeCfu: 3.7e10 },
      { passage: 3, harvest: 5.0e5, cumulativeMsc: 7.4e13, cumulativeCfu: 2.2e13 },
    ],
  },
]
