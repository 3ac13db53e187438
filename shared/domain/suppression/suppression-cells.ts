import { blankStateOf, valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { conditionsSignature } from '../culture/conditions-signature.ts'
import { effectiveConditions } from '../culture/effective-conditions.ts'

type Assay = RecordOf<'assay'>
type Passage = RecordOf<'passage'>

/** What an independent execution starts from: one thaw of a vial, or one harvest of a passage. */
export type CellOrigin = { readonly key: string; readonly label: string }

/** A material of an assay, traced to the cells it is. */
export type CellsUsed = {
  readonly materialKey: string
  readonly label: string
  readonly batchId: string | undefined
  readonly passageId: string | undefined
  readonly passageCode: string | undefined
  readonly vialId: string | undefined
  readonly origin: CellOrigin
  /** Equal for materials that are one cell preparation: passage number and culture conditions, state, priming, kind of cells. */
  readonly preparationKey: string
  /** The same in words. */
  readonly preparation: string
  readonly isControlCells: boolean
  readonly warnings: readonly string[]
}

/**
 * Traces a material of an assay to its cells: by its vial (vial, bank, passage), its passage, its reference lot, or, at least, its batch.
 * Where these contradict each other the vial counts before the passage, and the passage before the batch named, with a warning.
 * - Origin (unit of independence): the thaw of the vial named; the harvest of the passage for cells used fresh, or grown on after a thaw.
 *   Thawed cells without a vial, or cells without a passage: the material itself is taken as one thaw or harvest, with a warning.
 * - Preparation: materials are one preparation when batch, passage number, effective culture conditions (priming included, lots of
 *   reagents left out), state (fresh, thawed, thawed and rested) and kind of cells agree; without a passage, each material is one of its own.
 */
export function cellsOfMaterial(notebook: Notebook, assay: Assay, materialKey: string): CellsUsed | undefined {
  const material = assay.materials[materialKey]
  if (material === undefined) return undefined
  const name = `material "${material.label}"`
  const vialId = valueOf(material.vialId)
  const lot = notebook.get('reference-lot', valueOf(material.referenceLotId))
  const { passage, thawed, warnings } = tracePassage(notebook, material, lot, name)
  const batchId = passage?.batchId ?? material.batchId ?? lot?.batchId
  if (passage !== undefined && material.batchId !== undefined && material.batchId !== passage.batchId) {
    warnings.push(`${name} names batch ${codeOf(notebook, material.batchId)}, but its cells are of passage ${passage.code} of batch ${codeOf(notebook, passage.batchId)}; the passage is used. Correct the material.`)
  }
  const state = valueOf(material.state)
  const stateWords = state ?? (thawed === undefined ? 'state (fresh or thawed) not recorded' : 'thawed, rest not recorded')
  if (state === 'fresh' && thawed !== undefined) warnings.push(`${name} is called fresh, but comes from a vial; correct the state or the vial.`)
  const origin = originOf(assay.id, materialKey, { passage, thawed, state, name }, warnings)
  const control = valueOf(material.nonMscCells)
  const words = [
    ...(control === undefined ? [] : [`control cells (not MSC): ${control}`]),
    ...(lot === undefined ? [] : [`reference lot ${lot.code}`]),
    passage === undefined ? 'passage not recorded' : `P${String(passage.number)}`,
    stateWords,
    primingWords(notebook, passage),
  ]
  if (passage === undefined) warnings.push(`${name} names no passage or vial that is on record: it is not compared with other materials. Name its passage or vial.`)
  else if (state === undefined) warnings.push(`${name}: ${stateWords}; freshly thawed cells can suppress less.`)
  const cells = passage === undefined ? `material ${assay.id} ${materialKey}` : `P${String(passage.number)} ${conditionsSignature(notebook, passage)}`
  return {
    materialKey,
    label: material.label,
    batchId,
    passageId: passage?.id,
    passageCode: passage?.code,
    vialId,
    origin,
    preparationKey: [batchId ?? '', cells, stateWords, control ?? '', lot?.id ?? ''].join('|'),
    preparation: words.join(', '),
    isControlCells: control !== undefined,
    warnings,
  }
}

/** The passage whose cells were used, and the vial when they were used straight from its thaw. */
function tracePassage(
  notebook: Notebook,
  material: Assay['materials'][string],
  lot: RecordOf<'reference-lot'> | undefined,
  name: string,
): { readonly passage: Passage | undefined; readonly thawed: { readonly id: string; readonly code: string } | undefined; readonly warnings: string[] } {
  const warnings: string[] = []
  const vialId = valueOf(material.vialId)
  const named = notebook.get('passage', material.passageId)
  if (material.passageId !== undefined && named === undefined) warnings.push(`${name} names a passage that is not on record.`)
  if (vialId !== undefined) {
    const vial = notebook.get('vial', vialId)
    if (vial === undefined) warnings.push(`${name} names a vial that is not on record.`)
    const frozen = notebook.get('passage', notebook.get('bank', vial?.bankId)?.passageId)
    const thawed = { id: vialId, code: vial?.code ?? vialId }
    // Cells grown on after the thaw are a harvest of the later passage.
    if (named !== undefined && named.id !== frozen?.id && named.thawedVials?.[vialId] !== undefined) return { passage: named, thawed: undefined, warnings }
    if (named !== undefined && frozen !== undefined && named.id !== frozen.id) {
      warnings.push(`${name} names passage ${named.code}, but vial ${thawed.code} was frozen from ${frozen.code}; the vial is used. Correct the material.`)
    }
    return { passage: frozen ?? named, thawed, warnings }
  }
  const ofLot = notebook.get('passage', valueOf(lot?.passageId)) ?? notebook.get('passage', notebook.get('bank', valueOf(lot?.bankId))?.passageId)
  return { passage: named ?? ofLot, thawed: undefined, warnings }
}

function originOf(
  assayId: string,
  materialKey: string,
  found: { readonly passage: Passage | undefined; readonly thawed: { readonly id: string; readonly code: string } | undefined; readonly state: string | undefined; readonly name: string },
  warnings: string[],
): CellOrigin {
  const { passage, thawed, state, name } = found
  if (thawed !== undefined) return { key: `vial:${thawed.id}`, label: `thaw of vial ${thawed.code}` }
  const grownOn = passage?.thawedVials !== undefined && Object.keys(passage.thawedVials).length > 0
  if (passage !== undefined && (state === undefined || state === 'fresh' || grownOn)) return { key: `passage:${passage.id}`, label: `harvest of ${passage.code}` }
  warnings.push(`${name}: ${passage === undefined ? 'neither passage nor vial is recorded' : 'the vial that was thawed is not recorded'}; the material is taken as one thaw or harvest. Name the vial, so that repeated use of one thaw can be seen.`)
  return { key: `material:${assayId}/${materialKey}`, label: `${passage === undefined ? 'unrecorded thaw or harvest' : `unrecorded thaw of ${passage.code}`} (${found.name})` }
}

function primingWords(notebook: Notebook, passage: Passage | undefined): string {
  if (passage === undefined) return 'priming not known'
  const { conditions, conflicts } = effectiveConditions(notebook, passage)
  if (conflicts.some((c) => c.name === 'priming')) return 'priming differs between the harvests that were pooled'
  const stated = conditions.get('priming')
  if (stated === undefined) return 'no priming recorded'
  const items = ordered(stated.from.conditions?.priming)
  if (items.length === 0) return 'not primed'
  return `primed with ${items.map(([, p]) => [valueOf(p.agent) ?? 'agent not recorded', amountWords(p.concentration, p.concentrationUnit), amountWords(p.hours, 'h')].filter((w) => w !== '').join(' ')).join(' and ')}`
}

function amountWords(value: unknown, unit: unknown): string {
  return blankStateOf(value) === undefined && typeof value === 'number' ? `${String(value)}${typeof unit === 'string' ? ` ${unit}` : ''}` : ''
}

function codeOf(notebook: Notebook, batchId: string): string {
  return notebook.get('batch', batchId)?.code ?? batchId
}
