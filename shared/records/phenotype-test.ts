import { z } from 'zod'
import { benchAct, excluded, header } from './header.ts'
import { choice, keyed, number, optionalRef, percent, plainText, refTo, term, text } from './fields.ts'

/** Marker panel measured on a passage by flow cytometry (MIFlowCyt items as typed fields). */
export const phenotypeTestSchema = z.strictObject({
  ...header('phenotype-test'),
  ...benchAct(),
  passageId: refTo('passage'),
  vialId: optionalRef('vial', 'Vial'),
  panelId: refTo('marker-panel'),
  purpose: text('Purpose'),
  cellState: choice('Cells measured', ['fresh', 'thawed', 'primed']),
  primedWith: text('Primed with'),
  detachment: term('detachment', 'Detachment', 'Trypsin cuts some markers.'),
  cytometer: text('Cytometer'),
  cytometerSettings: text('Configuration and settings'),
  viabilityDye: text('Viability dye'),
  compensation: text('Compensation'),
  gatingDescription: text('Gating'),
  listModeFileId: optionalRef('attachment', 'List-mode file'),
  markers: keyed({
    marker: plainText(),
    positivePercent: percent('Positive cells'),
    positiveEvents: number('Positive events', { impossibleBelow: 0 }),
    events: number('Events in the parent gate', { impossibleBelow: 0 }),
    medianIntensity: number('Median intensity'),
    gateRule: choice('Gate set by', ['isotype', 'fluorescence-minus-one', 'unstained', 'negative population', 'other'], 'A gate at 2 % of the isotype makes "at most 2 %" circular.'),
    controlPositivePercent: percent('Control inside the gate'),
    clone: text('Clone'),
    fluorochrome: text('Fluorochrome'),
    reagentLotId: optionalRef('reagent-lot', 'Antibody lot'),
    excluded,
  }),
})
export type PhenotypeTest = z.infer<typeof phenotypeTestSchema>
