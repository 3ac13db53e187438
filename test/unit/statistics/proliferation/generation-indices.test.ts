import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generationIndices, type GenerationIndex } from '../../../../shared/statistics/proliferation/generation-indices.ts'
import { readGenerations } from '../../../helpers/read-generations.ts'
import { LargestDifference, reasonOf, valueOf } from '../read-fixture.ts'

const values = (counts: readonly number[]): Partial<Record<GenerationIndex['key'], number | null>> =>
  Object.fromEntries(valueOf(generationIndices(counts)).indices.map((index) => [index.key, index.value]))

describe('CFSE indices', () => {
  it('FlowJo: half of the start divides exactly three times', () => {
    const result = values([1000, 0, 0, 8000])
    expect(result).toMatchObject({
      'flowjo-proliferation-index': 3, 'flowjo-division-index': 1.5, 'flowjo-percent-divided': 50, 'flowjo-expansion-index': 4.5, 'flowjo-replication-index': 8,
      'fcs-express-percent-divided': 50, 'fcs-express-division-index': 8, 'fcs-express-proliferation-index': 4.5, 'flowfit-proliferation-index': 4.5,
    })
    expect(result['percent-final-divided']).toBeCloseTo(88.9, 1)
  })

  // Measured CD8 T cells (file EX127 behind doi 10.3389/fbinf.2021.723337); expected values computed with numpy.
  it.each([
    ['N4, 44 h', [1830.213041, 7775.984506, 2106.197547, 53.260168], [6251.412, 70.72321, 0.793591, 1.122108, 1.88208, 2.247228]],
    ['aCD28, 52.5 h', [311.559302, 4077.363034, 17180.915111, 9572.546659, 433.473811, 0, 0, 0, 0], [7869.13, 96.04074, 1.820686, 1.895743, 4.012624, 4.136819]],
  ])('measured counts: %s', (_, counts, [cohort = NaN, percent = NaN, division = NaN, proliferation = NaN, expansion = NaN, replication = NaN]) => {
    expect(valueOf(generationIndices(counts)).cohort).toBeCloseTo(cohort, 3)
    const result = values(counts)
    expect(result['flowjo-percent-divided']).toBeCloseTo(percent, 5)
    expect(result['flowjo-division-index']).toBeCloseTo(division, 6)
    expect(result['flowjo-proliferation-index']).toBeCloseTo(proliferation, 6)
    expect(result['flowjo-expansion-index']).toBeCloseTo(expansion, 6)
    expect(result['flowjo-replication-index']).toBeCloseTo(replication, 6)
  })

  it('agree with R on 80 random sets of counts: whole, fractional, tiny, huge, undivided only, divided only', () => {
    const difference = new LargestDifference()
    const named: Readonly<Record<string, readonly GenerationIndex['key'][]>> = {
      'percent-final-divided': ['percent-final-divided'],
      'percent-divided': ['flowjo-percent-divided', 'fcs-express-percent-divided'],
      'divisions-per-initial-cell': ['flowjo-division-index'],
      'divisions-per-dividing-cell': ['flowjo-proliferation-index'],
      'cells-per-initial-cell': ['flowjo-expansion-index', 'fcs-express-proliferation-index', 'flowfit-proliferation-index'],
      'cells-per-dividing-cell': ['flowjo-replication-index', 'fcs-express-division-index'],
    }
    for (const [i, { counts, quantities }] of readGenerations().counts.entries()) {
      const all = valueOf(generationIndices(counts))
      const found = values(counts)
      for (const [quantity, keys] of Object.entries(named)) {
        for (const key of keys) {
          const expected = quantities[quantity] ?? null
          if (expected === null) expect(found[key], `${String(i)} ${key}`).toBeNull()
          else difference.add(found[key], expected, `${String(i)} ${key}`)
        }
      }
      for (const [value, quantity] of [[all.cells, 'absolute-cells'], [all.dividedCells, 'absolute-divided-cells'], [all.dividedPrecursors, 'absolute-divided-precursors'], [all.cohort, 'cohort']] as const) difference.add(value, quantities[quantity] ?? NaN, `${String(i)} ${quantity}`)
    }
    expect(difference.count).toBeGreaterThan(80 * 11)
    expect(difference.largest, difference.where).toBeLessThan(1e-14)
  })

  it('no divided cell: indices of dividing cells are undefined with a reason, the others have their natural value', () => {
    const result = values([500, 0, 0])
    expect(result).toMatchObject({ 'flowjo-percent-divided': 0, 'flowjo-division-index': 0, 'flowjo-expansion-index': 1, 'percent-final-divided': 0 })
    for (const index of valueOf(generationIndices([500, 0, 0])).indices) expect(index.notDefined !== undefined).toBe(index.value === null)
    expect(result['flowjo-proliferation-index']).toBeNull()
    expect(result['fcs-express-division-index']).toBeNull()
  })

  it('all cells divided, and warnings where peaks may be missing', () => {
    expect(values([0, 10])).toMatchObject({ 'flowjo-percent-divided': 100, 'flowjo-proliferation-index': 1, 'percent-final-divided': 100 })
    expect(valueOf(generationIndices([0, 10])).warnings.join()).toMatch(/No undivided cells/)
    expect(valueOf(generationIndices([5, 10])).warnings.join()).toMatch(/last generation/)
    expect(valueOf(generationIndices([5])).warnings.join()).toMatch(/Only generation 0/)
  })

  it.each([
    ['nothing', [], /none given/], ['a negative count', [5, -1], /generation 1 has -1/], ['a missing count', [5, NaN], /generation 1 has no number/],
    ['only zeros', [0, 0], /no cells/], ['an infinite count', [Infinity], /generation 0/],
  ])('refuses %s', (_, counts, reason) => {
    expect(reasonOf(generationIndices(counts))).toMatch(reason)
  })

  it('holds what the definitions imply for any counts', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 100000 }), { minLength: 1, maxLength: 9 }).filter((list) => list.some((value) => value > 0))
    fc.assert(fc.property(counts, fc.integer({ min: 2, max: 9 }), (list, factor) => {
      const result = values(list)
      const scaled = values(list.map((value) => value * factor))
      for (const [key, value] of Object.entries(result)) {
        const again = Object.entries(scaled).find(([other]) => other === key)?.[1]
        if (value === null) expect(again).toBeNull()
        else expect(again).toBeCloseTo(value, 8)
      }
      const share = (result['flowjo-percent-divided'] ?? NaN) / 100
      expect(result['flowjo-division-index']).toBeCloseTo(share * (result['flowjo-proliferation-index'] ?? 0), 8)
      expect(result['flowjo-expansion-index']).toBeCloseTo(1 - share + share * (result['flowjo-replication-index'] ?? 0), 8)
      expect((result['percent-final-divided'] ?? NaN) / 100).toBeGreaterThanOrEqual(share - 1e-12)
    }))
  })
})
