import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { inOrder, published, sampleHeader } from './sample-header.ts'

type Panel = RecordOf<'marker-panel'>
type Marker = Omit<Panel['markers'][string], 'order'>

const atLeast = (marker: string): Marker => ({ marker, criterion: { direction: 'at-least', percent: 95 } })
const atMost = (marker: string, alternativeGroup?: string): Marker => ({
  marker, criterion: { direction: 'at-most', percent: 2 }, ...(alternativeGroup === undefined ? {} : { alternativeGroup }),
})

const isctSource = 'Dominici et al. 2006, Cytotherapy 8:315-317 (doi 10.1080/14653240600855905); thresholds as read in PMC7234888, Table 1'
const mouseSource =
  'Thresholds borrowed from human criteria (Dominici et al. 2006): there is no such standard for the mouse. Markers as used by Ooi et al. 2013, World J Stem Cells 5:34 (CD106, Sca-1, CD44 positive; CD45, CD11b, MHC II negative) and Sullivan et al. 2012, Arthritis Res Ther 14:R167, Figure 1 (CD73, CD105 positive)'

/** Marker panels: the human minimal criteria, and an indicative panel for the mouse. */
export function markerPanels(): readonly AnyRecord[] {
  const isct: Panel = {
    ...sampleHeader('marker-panel', 'PANEL-ISCT-2006', published(isctSource)),
    code: 'PANEL-ISCT-2006',
    name: 'ISCT 2006 minimal criteria, surface markers (human)',
    species: 'human',
    source: isctSource,
    standing: 'standard',
    markers: inOrder({
      CD105: atLeast('CD105'),
      CD73: atLeast('CD73'),
      CD90: atLeast('CD90'),
      CD45: atMost('CD45'),
      CD34: atMost('CD34'),
      CD14: atMost('CD14', 'monocyte marker'),
      CD11b: atMost('CD11b', 'monocyte marker'),
      CD79a: atMost('CD79a', 'B-cell marker'),
      CD19: atMost('CD19', 'B-cell marker'),
      'HLA-DR': atMost('HLA-DR'),
    }),
  }
  const mouse: Panel = {
    ...sampleHeader('marker-panel', 'PANEL-MOUSE', published(mouseSource)),
    code: 'PANEL-MOUSE',
    name: 'Mouse, indicative',
    species: 'mouse',
    source: mouseSource,
    standing: 'indicative',
    markers: inOrder({
      'Sca-1': atLeast('Sca-1'),
      CD44: atLeast('CD44'),
      CD106: atLeast('CD106'),
      CD73: atLeast('CD73'),
      CD105: atLeast('CD105'),
      CD45: atMost('CD45'),
      CD11b: atMost('CD11b'),
      'MHC-II': atMost('MHC II'),
    }),
    note: 'CD44 and Sca-1 change during early passages (PMC4549076, C57BL/6). Indicative: change the thresholds to those of your laboratory.',
  }
  return [isct, mouse]
}
