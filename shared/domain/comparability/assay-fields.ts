import type { RecordOf } from '../../records/record-kinds.ts'
import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import { formatRatio } from '../../util/format-number.ts'
import { quantityOfIndex } from '../proliferation/division-quantities.ts'
import { findRelation, relationText } from '../relation/relation.ts'
import { sourceOfBatch, sourceOfResponderLot } from '../relation/relation-sources.ts'
import { isSimulated } from '../simulated.ts'
import { readPlateWells } from '../suppression/suppression-wells.ts'
import type { AssayUse, BatchUse } from './batch-use.ts'
import { cellsFields, type UsedCells } from './cells-fields.ts'
import { combined, derivedValue, inside, noValue, recordedValue, sourceAt, top } from './compared-value.ts'
import type { ComparedValue } from './comparability-results.ts'
import { additions } from './culture-fields.ts'
import type { FieldSpec } from './field-spec.ts'
import type { CompareRule } from './tolerances.ts'

const group = 'Assay'
const none = noValue('no use', 'used in no assay')

type Condition = RecordOf<'assay'>['conditions'][string]

/** Fields of the condition itself. */
const ofCondition: readonly (readonly [id: string, name: keyof Condition, label: string, why: string, rule: CompareRule, unit?: string])[] = [
  ['stimulus', 'stimulus', 'Stimulus', 'Mitogen, CD3 ligation and allo-antigen test different things.', 'words'],
  ['contact', 'contact', 'Contact', 'Separates soluble from contact-dependent suppression.', 'words'],
  ['arrest', 'arrest', 'Growth arrest of the MSC', 'Cells that still divide compete for medium and give a signal of their own.', 'words'],
  ['readout', 'readout', 'Read-out', 'Read-outs answer differently: DNA synthesis, division, metabolism, cytokines.', 'words'],
  ['responders-per-well', 'respondersPerWell', 'Responders per well', 'Density of responders changes their answer.', 'amountPercent', 'cells'],
  ['ratio-denominator', 'ratioDenominator', 'Denominator of the ratio', 'Without it 1:10 is ambiguous two-fold.', 'words'],
  ['co-culture', 'coCultureH', 'Co-culture', 'Suppression grows and fades with time.', 'amountPercent', 'h'],
  ['target', 'target', 'Responding cells read', 'CD4, CD8 and B cells are suppressed differently.', 'words'],
]

/** The condition in which the cells were tested. */
export const assayFields: readonly FieldSpec[] = [
  ...ofCondition.map(([id, name, label, why, rule, unit = '']): FieldSpec => ({ id, group, label, unit, why, rule, ofBatch: inAssay((a) => inside(a.assay, `/conditions/${a.conditionKey}`, a.assay.conditions[a.conditionKey], name, unit)) })),
  { id: 'stimulus-dose', group, label: 'Dose of the stimulus', why: 'A weak stimulus is easily suppressed.', rule: 'words', ofBatch: inAssay(stimulusDose) },
  { id: 'proliferation-index', group, label: 'Index read from the generations', why: 'The same cells give different suppression by different indices of division.', rule: 'words', ofBatch: inAssay(proliferationIndex) },
  { id: 'assay-priming', group, label: 'Priming in the assay', why: 'Licensing changes what stromal cells secrete.', rule: 'words', ofBatch: inAssay((a) => additions(a.assay, `/conditions/${a.conditionKey}/priming`, a.assay.conditions[a.conditionKey]?.priming)) },
  { id: 'responder-type', group, label: 'Responders', why: 'Purified T cells and whole mononuclear cells answer differently.', rule: 'words', ofBatch: inAssay((a, use) => ofLots(a, use, 'cellType')) },
  { id: 'responder-state', group, label: 'Responders fresh or frozen', why: 'Frozen responders answer less.', rule: 'words', ofBatch: inAssay((a, use) => ofLots(a, use, 'state')) },
  { id: 'responder-lots', group, label: 'Responder lots', why: 'Only one lot of responders makes two batches directly comparable.', rule: 'words', ofBatch: inAssay((a, use) => combined(lotsOf(a, use).map(({ lot, missing }) => (lot === undefined ? missing : derivedValue(lot.code, [sourceAt(lot, '')], isSimulated(lot), { key: lot.id }))), noResponders(a))) },
  { id: 'ratios', group, label: 'Ratios tested, MSC per responder', why: 'Suppression depends on the ratio.', rule: 'words', ofBatch: inAssay(ratios) },
  { id: 'reference-ratio', group, label: 'Reference ratio', why: 'The ratio the verdict uses must be the same.', rule: 'exact number', ofBatch: inAssay((a) => top(a.assay, 'referenceRatio')) },
  { id: 'background', group, label: 'Background', why: 'Suppression with and without background differs.', rule: 'words', ofBatch: inAssay((a) => top(a.assay, 'background')) },
  { id: 'responder-relation', group, label: 'Relation of MSC to responders', why: 'Allogeneic responders also answer to the MSC.', rule: 'words', ofBatch: inAssay(relation) },
  ...cellsFields('assay', 'Cells in the assay', (use) => (use.assay === null ? none : usedCells(use, use.assay))),
]

function inAssay(read: (assay: AssayUse, use: BatchUse) => ComparedValue): FieldSpec['ofBatch'] {
  return (use) => (use.assay === null ? none : read(use.assay, use))
}

/** The declared index; indices that programs call differently, but that are one quantity, are equal. */
function proliferationIndex({ assay, conditionKey }: AssayUse): ComparedValue {
  const index = valueOf(assay.conditions[conditionKey]?.proliferationIndex)
  const pointer = `/conditions/${conditionKey}/proliferationIndex`
  const sources = [sourceAt(assay, pointer)]
  if (index === undefined) return derivedValue('none, recorded signals', sources, isSimulated(assay, pointer))
  const { quantity, name } = quantityOfIndex(index)
  return derivedValue(name, sources, isSimulated(assay, pointer), { key: quantity })
}

function stimulusDose({ assay, conditionKey }: AssayUse): ComparedValue {
  const base = `/conditions/${conditionKey}`
  const condition = assay.conditions[conditionKey]
  const dose = inside(assay, base, condition, 'stimulusDose')
  const unit = valueOf(condition?.stimulusDoseUnit)
  if (dose.state !== 'recorded') return dose
  if (unit === undefined) return noValue('not recorded', `${dose.text} (unit not recorded)`, [...dose.sources, sourceAt(assay, `${base}/stimulusDoseUnit`)], dose.simulated)
  return derivedValue(`${dose.text} ${unit}`, dose.sources, dose.simulated)
}

/** Responder lots the batch's wells of this condition held; all of the assay where there is no plate yet. */
function lotsOf(use: AssayUse, { notebook }: BatchUse): readonly { readonly lot: RecordOf<'responder-lot'> | undefined; readonly missing: ComparedValue }[] {
  const keys = groupsOf(use, notebook).map((g) => g.responderKey)
  const used = keys.length > 0 ? new Set(keys) : new Set(Object.keys(use.assay.responders))
  return ordered(use.assay.responders).filter(([key]) => used.has(key)).map(([key, r]) => ({
    lot: notebook.get('responder-lot', r.responderLotId),
    missing: noValue('not recorded', 'responder lot not in the notebook', [sourceAt(use.assay, `/responders/${key}/responderLotId`)]),
  }))
}

function groupsOf({ assay, conditionKey, materials }: AssayUse, notebook: BatchUse['notebook']) {
  return notebook.all('plate').filter((p) => p.assayId === assay.id).flatMap((p) => readPlateWells(assay, p).groups).filter((g) => g.conditionKey === conditionKey && materials.some((m) => m.materialKey === g.materialKey))
}

function ofLots(a: AssayUse, use: BatchUse, name: 'cellType' | 'state'): ComparedValue {
  return combined(lotsOf(a, use).map(({ lot, missing }) => (lot === undefined ? missing : top(lot, name))), noResponders(a))
}

function noResponders({ assay }: AssayUse): ComparedValue {
  return noValue('not recorded', 'no responders named', [sourceAt(assay, '/responders')])
}

function ratios(a: AssayUse, { notebook }: BatchUse): ComparedValue {
  const plates = notebook.all('plate').filter((p) => p.assayId === a.assay.id)
  const found = [...new Set(groupsOf(a, notebook).map((g) => g.ratio))].toSorted((x, y) => x - y)
  if (found.length === 0) return noValue('not recorded', 'no wells read', [sourceAt(a.assay, '')])
  return derivedValue(found.map(formatRatio).join(', '), plates.map((p) => sourceAt(p, '/wells')), plates.some((p) => isSimulated(p, '/wells')), { key: found.join(' ') })
}

function relation(a: AssayUse, use: BatchUse): ComparedValue {
  const msc = sourceOfBatch(use.notebook, use.batch)
  const values = lotsOf(a, use).map(({ lot, missing }) => {
    if (lot === undefined) return missing
    const found = findRelation(use.notebook, 'msc-responder', msc, sourceOfResponderLot(use.notebook, lot))
    const sources = [sourceAt(use.batch, '/source'), sourceAt(lot, '/donors')]
    return found.kind === 'not known' ? noValue('not recorded', relationText(found), sources) : derivedValue(relationText(found), sources, isSimulated(use.batch, '/source') || isSimulated(lot, '/donors'), { key: `${found.kind} ${found.mhc === 'matched' ? 'MHC matched' : ''}` })
  })
  return combined(values, noResponders(a))
}

function usedCells({ notebook }: BatchUse, { assay, materials }: AssayUse): readonly UsedCells[] {
  return materials.map((m): UsedCells => {
    const base = `/materials/${m.materialKey}`
    const material = assay.materials[m.materialKey]
    const bank = notebook.get('bank', m.origin.key.startsWith('vial:') ? notebook.get('vial', m.vialId)?.bankId : undefined)
    const state = inside(assay, base, material, 'state')
    return {
      passage: notebook.get('passage', m.passageId),
      bank,
      fresh: state.key === 'fresh',
      state: state.state === 'not recorded' && bank !== undefined ? recordedValue(assay, base, 'thawed') : state,
      hours: inside(assay, base, material, 'hoursFromThaw', 'h'),
      viability: inside(assay, base, material, 'viabilityPercent', '%'),
    }
  })
}
