import type { AnyRecord, RecordOf } from '../../shared/records/record-kinds.ts'
import { parseRecord, type RecordReason } from '../../shared/records/parse-record.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { FormContent } from './kinds/kind-description.ts'
import { readRatios } from './plates/read-ratio.ts'
import { standardLayout } from './plates/standard-layout.ts'
import type { Services } from './services.ts'
import { suggestCode } from './suggest-code.ts'

/** Keys of the one condition, material and responders an assay is begun with. */
export const firstKeys = { condition: 'c1', material: 'm1', responder: 'r1' } as const

/** An assay with its plate as they are being typed, and the responder lot where it is new. */
export type BegunAssay = {
  /** Fields of the assay under their own names. */
  readonly assay: FormContent
  readonly lot: FormContent
  readonly ratios: string
  readonly replicates: number
}

/** An assay on cells of a batch: their last harvest stands in it to begin with, shown and to be changed. */
export async function beginAssay(services: Services, db: NotebookDb, batch: RecordOf<'batch'>, today: string): Promise<BegunAssay> {
  const rows = await db.rows('passage').where('refs').equals(batch.id).toArray()
  const passages = rows.flatMap((r) => (r.record.kind === 'passage' && r.record.batchId === batch.id && r.record.retired === undefined ? [r.record] : []))
  const last = passages.filter((p) => p.harvest !== undefined).sort((a, b) => a.number - b.number).at(-1)
  return {
    assay: {
      ...services.header('assay'), code: await suggestCode(db, 'assay', {}), title: '', performedAt: today,
      conditions: { [firstKeys.condition]: { order: 1, label: '' } },
      materials: { [firstKeys.material]: { order: 1, label: '', batchId: batch.id, ...(last === undefined ? {} : { passageId: last.id }) } },
      responders: { [firstKeys.responder]: { order: 1, label: '' } },
    },
    lot: { ...services.header('responder-lot'), code: await suggestCode(db, 'responder-lot', {}), donors: {} },
    ratios: '',
    replicates: 3,
  }
}

/**
 * The records of an assay that is begun: the responder lot where none was chosen, the assay, its plate laid out. Names follow from what was
 * typed. @param names codes of the chosen lot and passage. @returns why not: reasons at fields of the assay or the lot, or one in words.
 */
export function assayRecords(services: Services, { assay, lot, ratios, replicates }: BegunAssay, names: { readonly lot: string | undefined; readonly cells: string }): Result<readonly AnyRecord[], { readonly reasons: readonly RecordReason[]; readonly message: string }> {
  const [condition, responder, material] = [itemOf(assay, 'conditions', firstKeys.condition), itemOf(assay, 'responders', firstKeys.responder), itemOf(assay, 'materials', firstKeys.material)]
  const isNewLot = typeof responder['responderLotId'] !== 'string'
  const stimulus = typeof condition['stimulus'] === 'string' ? condition['stimulus'] : ''
  const whole = {
    ...assay,
    title: typeof assay['title'] === 'string' && assay['title'] !== '' ? assay['title'] : `Suppression by ${names.cells}${stimulus === '' ? '' : `, ${stimulus}`}`,
    conditions: { [firstKeys.condition]: { ...condition, label: stimulus === '' ? 'condition 1' : stimulus } },
    materials: { [firstKeys.material]: { ...material, label: names.cells } },
    responders: { [firstKeys.responder]: { ...responder, label: isNewLot ? lot['code'] : names.lot, ...(isNewLot ? { responderLotId: lot['id'] } : {}) } },
  }
  const parsed = [...(isNewLot ? [lot] : []), whole].map(parseRecord)
  const reasons = parsed.flatMap((p) => (p.ok ? [] : p.error))
  if (isNewLot && lot['cellType'] === undefined) return fail({ reasons, message: 'Say which cells respond: a lot of the library, or the type of the cells of a new one.' })
  if (reasons.length > 0) return fail({ reasons, message: `${String(reasons.length)} ${reasons.length === 1 ? 'field needs' : 'fields need'} a look.` })
  const read = readRatios(ratios)
  if (!read.ok) return fail({ reasons, message: read.error })
  const wells = standardLayout({ format: '96', replicates, ratios: read.value, conditionKey: firstKeys.condition, responderKey: firstKeys.responder, materialKeys: [firstKeys.material] })
  if (!wells.ok) return fail({ reasons, message: read.value.length === 0 ? 'Write the ratios of the plate, MSC per responder: 1:5 1:10.' : wells.error })
  const plate = parseRecord({ ...services.header('plate'), code: `${String(assay['code'])}-R1`, assayId: assay['id'], format: '96', wells: wells.value, ...(assay['performedAt'] === undefined ? {} : { performedAt: assay['performedAt'] }) })
  if (!plate.ok) return fail({ reasons: plate.error, message: 'The plate could not be laid out.' })
  return ok([...parsed.flatMap((p) => (p.ok ? [p.value] : [])), plate.value])
}

function itemOf(content: FormContent, collection: string, key: string): FormContent {
  const items = content[collection]
  const item = typeof items === 'object' && items !== null ? (items as FormContent)[key] : undefined
  return typeof item === 'object' && item !== null ? (item as FormContent) : {}
}
