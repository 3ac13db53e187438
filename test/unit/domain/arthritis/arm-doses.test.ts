import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArmSummary } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import { experimentId, given } from '../../../helpers/arthritis-records.ts'
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
const study = (others: PairParts['others'] = []) => ({ arms: { v: { role: 'vehicle', animals: animals(2) }, t: { role: 'treatment', label: 'MSC', animals: animals(3), doses } }, others: others ?? [] })
const counted = { preparation: { liveCellsPerMl: 5e6, viabilityPercent: 90 } }
const dose = (n: number, animal: string, day: number, more: Readonly<Record<string, unknown>> = {}) => given(n, animal, day, { preparationId: ids.preparation, volumeUl: 200, ...more })

describe('schedule and cells of an arm', () => {
  it('says the schedule in words, nominal cells over all doses, batch and relation', () => {
    const a = arm({ study: study() })
    expect(a.schedule).toBe('day 16 and 23: 1.00 × 10⁶ cells of B-1-P3 (thawed), intravenous, in PBS, 200 µl')
    expect(a).toMatchObject({ nominalCells: 2e6, batchCode: 'B-1', allocated: 3 })
    expect(a.relation).toContain('allogeneic')
  })

  it('adds live cells per animal over its doses, then takes the mean over animals', () => {
    // t0: 2 x 1e6; t1: 1e6 + 0.8e6 (160 µl); t2: a failed second injection.
    const records = [dose(2, 't0', 16), dose(3, 't0', 23), dose(4, 't1', 16), dose(5, 't1', 23, { volumeUl: 160 }), dose(6, 't2', 16), dose(7, 't2', 23, { quality: 'failed' })]
    const a = arm({ ...counted, study: study([...records]) })
    expect(a.dosedAnimals).toBe(3)
    // The helper's own dose of t0 has no volume, so t0 cannot be added up and is left out.
    expect(a.actualCells.n).toBe(2)
    expect(a.actualCells.value).toBe((1.8e6 + 1e6) / 2)
    expect(a.actualCells.warnings.join()).toContain('1 of 3 dosed animals have no volume or no count')
    expect(a.actualCells.warnings.join()).toContain('failed injection')
  })

  it('refuses impossible numbers, and says what is missing', () => {
    expect(arm({ preparation: { liveCellsPerMl: -1 }, study: study([dose(2, 't1', 16)]) }).actualCells).toMatchObject({ value: null, notAssessable: expect.stringContaining('no dosed animal has both') as string })
    expect(arm({ study: study() }).actualCells.value).toBeNull()
    const one = arm({ ...counted, study: study([dose(2, 't1', 16)]) }).actualCells
    expect(one).toMatchObject({ value: 1e6, n: 1, intervals: [] })
    expect(one.noInterval).toContain('at least 2 needed')
  })

  it('an arm without doses, and doses without numbers', () => {
    const a = arm({ study: { arms: { v: { role: 'vehicle', animals: animals(2) }, t: { role: 'treatment', animals: [], doses: {} } } } })
    expect(a).toMatchObject({ schedule: 'nothing planned', nominalCells: null, batchCode: null, relation: null, dosedAnimals: 0 })
    expect(a.actualCells.notAssessable).toBe('no administration is recorded')
    const perKg = arm({ study: { arms: { v: { role: 'vehicle', animals: animals(2) }, t: { role: 'treatment', animals: animals(2), doses: { d1: { order: 0, day: 20, cellsPerKg: 5e7, batchId: ids.batch } } } } } })
    expect(perKg).toMatchObject({ schedule: 'day 20: 5.00 × 10⁷ cells/kg of B-1, route not recorded', nominalCells: null })
  })
})
