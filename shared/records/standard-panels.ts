import type { MarkerPanel } from './marker-panel.ts'

/** A marker panel without what makes it a record of one notebook. */
export type StandardPanel = Pick<MarkerPanel, 'code' | 'name' | 'species' | 'source' | 'standing' | 'markers'>

const atLeast = { criterion: { direction: 'at-least', percent: 95 } } as const
const atMost = { criterion: { direction: 'at-most', percent: 2 } } as const

/** Source of the human minimal criteria. */
export const isctSource = 'Dominici et al. 2006, Cytotherapy 8:315-317 (doi 10.1080/14653240600855905); thresholds as read in PMC7234888, Table 1'

/** Surface markers of the ISCT 2006 minimal criteria; of CD14 and CD11b, and of CD79a and CD19, one is enough. */
export const isct2006Panel: StandardPanel = {
  code: 'PANEL-ISCT-2006',
  name: 'ISCT 2006 minimal criteria, surface markers (human)',
  species: 'human',
  source: isctSource,
  standing: 'standard',
  markers: {
    CD105: { order: 1, marker: 'CD105', ...atLeast },
    CD73: { order: 2, marker: 'CD73', ...atLeast },
    CD90: { order: 3, marker: 'CD90', ...atLeast },
    CD45: { order: 4, marker: 'CD45', ...atMost },
    CD34: { order: 5, marker: 'CD34', ...atMost },
    CD14: { order: 6, marker: 'CD14', ...atMost, alternativeGroup: 'monocyte marker' },
    CD11b: { order: 7, marker: 'CD11b', ...atMost, alternativeGroup: 'monocyte marker' },
    CD79a: { order: 8, marker: 'CD79a', ...atMost, alternativeGroup: 'B-cell marker' },
    CD19: { order: 9, marker: 'CD19', ...atMost, alternativeGroup: 'B-cell marker' },
    'HLA-DR': { order: 10, marker: 'HLA-DR', ...atMost },
  },
}
