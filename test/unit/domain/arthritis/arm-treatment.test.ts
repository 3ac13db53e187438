import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArmSummary } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import { experimentId } from '../../../helpers/arthritis-records.ts'
import { ids, pairNotebook, type PairParts } from '../../../helpers/pair-records.ts'

function arm(parts: PairParts): ArmSummary {
  const found = arthritisResults(pairNotebook(parts), experimentId).arms.find((a) => a.armKey === 't')
  if (found === undefined) throw new Error('no arm')
  return found
}
const animals = (n: number) => Array.from({ length: n }, () => ({ scores: { 20: 0, 30: 4, 40: 4 }, fields: { species: 'mouse', strain: 'DBA/1' } }))
const doses = {
  d1: { order: 0, day: 16, route: 'intravenous', plannedCells: 1e6, passageId: ids.p3, state: 'thawed', vehicle: 'PBS', volumeUl: 200 },
  d2: { order: 1, day: 23, route: 'intravenous', plannedCells: 1e6, passageId: ids.p3, state: 'thawed', vehicle: 'PBS', volumeUl: 200 },
}

describe('treatment of an arm in words', () => {
  it('says the schedule, the batch and the relation', () => {
    const a = arm({ study: { arms: { v: { role: 'vehicle', animals: animals(2) }, t: { role: 'treatment', label: 'MSC', animals: animals(3), doses } } } })
    expect(a.schedule).toBe('day 16 and 23: 1.00 × 10⁶ cells of B-1-P3 (thawed), intravenous, in PBS, 200 µl')
    expect(a).toMatchObject({ batchCode: 'B-1', allocated: 3 })
    expect(a.relation).toContain('allogeneic')
  })

  it('an arm without doses, and doses per kg', () => {
    const empty = arm({ study: { arms: { v: { role: 'vehicle', animals: animals(2) }, t: { role: 'treatment', animals: [], doses: {} } } } })
    expect(empty).toMatchObject({ schedule: 'nothing planned', batchCode: null, relation: null })
    const perKg = arm({ study: { arms: { v: { role: 'vehicle', animals: animals(2) }, t: { role: 'treatment', animals: animals(2), doses: { d1: { order: 0, day: 20, cellsPerKg: 5e7, batchId: ids.batch } } } } } })
    expect(perKg.schedule).toBe('day 20: 5.00 × 10⁷ cells/kg of B-1, route not recorded')
  })
})
