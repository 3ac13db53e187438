import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { keyed, number, percent, plainText, term, text } from './fields.ts'

/** Criterion of one marker: at least, or at most, so many percent of cells positive. */
const criterion = z.strictObject({
  direction: z.enum(['at-least', 'at-most']),
  percent: z.number(),
})

/** Set of surface markers with the criteria they are judged by. */
export const markerPanelSchema = z.strictObject({
  ...header('marker-panel'),
  code: humanCode,
  name: plainText(),
  species: term('species', 'Species'),
  /** Where the thresholds come from; "borrowed from human criteria" for the indicative mouse panel. */
  source: plainText(),
  /** Indicative panels give no pass or fail in the sense of a standard. */
  standing: z.enum(['standard', 'indicative', 'lab']),
  markers: keyed({
    marker: plainText(),
    criterion: criterion.exactOptional(),
    /** Markers of one group are alternatives: one of them must meet its criterion (CD14 or CD11b). */
    alternativeGroup: plainText().exactOptional(),
    /** Positive after this priming without failing (HLA-DR after IFN-γ). */
    mayBePositiveAfter: text('May be positive after priming with'),
  }),
  minimumEvents: number('Minimum events', { impossibleBelow: 0 }),
  gateTailPercent: percent('Part of the control inside the gate'),
})
export type MarkerPanel = z.infer<typeof markerPanelSchema>
