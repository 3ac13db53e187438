import { expect, it } from 'vitest'
import { findScanned } from '../../../../renderer/app/find-scanned.ts'
import { scanCodeOf } from '../../../../shared/records/scan-code.ts'
import { batch, batchId, donor, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { emptyNotebook, saved } from '../../../helpers/store-notebook.ts'

const lot = (n: number, lotNumber: string) => record({ kind: 'reagent-lot', id: uuid(n), code: `RL-${String(n)}`, name: 'FBS', lotNumber })

async function notebook() {
  const db = await emptyNotebook()
  await saved(db, [donor(), batch(), passage(1), lot(701, '41Q'), lot(702, 'X9'), lot(703, 'X9')].map((r) => ({ record: r, base: null })))
  return db
}

const idOf = async (text: string): Promise<string> => {
  const found = await findScanned(await notebook(), text)
  return found.ok ? found.value.id : found.error
}

it('finds the record of our own label', async () => {
  expect(await idOf(scanCodeOf(batchId))).toBe(batchId)
  expect(await idOf(`${scanCodeOf(batchId).toLowerCase()} `)).toBe(batchId)
})

it('finds a record by its code, whatever its capitals, and a reagent by the lot number on the bottle', async () => {
  expect(await idOf('bm-1-p1')).toBe(passage(1).id)
  expect(await idOf('41q')).toBe(uuid(701))
})

it('says what was read where nothing, or more than one record, answers', async () => {
  expect(await idOf('4006381333931')).toBe('Nothing in this notebook has the code or lot number 4006381333931.')
  expect(await idOf(scanCodeOf(uuid(999)))).toContain('not in this notebook')
  expect(await idOf('X9')).toContain('2 records answer to X9: reagent-lot RL-702, reagent-lot RL-703')
})
