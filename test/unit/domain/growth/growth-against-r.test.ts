import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { growthResults } from '../../../../shared/domain/growth/growth.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import { batch, batchId, cultureNotebook, donor, passage, uuid } from '../../../helpers/culture-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

const number = z.number().nullable()
const bounds = z.array(number)
const step = z.object({ seeded: z.number(), kind: z.string(), volume: z.number(), dilution: z.number(), live: z.array(z.number()), dead: z.array(z.number()), attached: number, minutes: z.number(), parents: z.array(z.number()), cells: bounds })
const growth = z.object({ pd: number, pd95: bounds, pd90: bounds, cpd: number, cpd95: bounds, cpd90: bounds, maximum: number, hours: number, hours95: bounds, yield: number, viability: number, viability95: bounds })
// Made by test/fixtures/domain/make-growth.R.
const { lineages, colonies } = z
  .object({
    lineages: z.array(z.object({ p0: z.enum(['none', 'tissue', 'not-counted', 'counted']), steps: z.array(step), expected: z.array(growth) })),
    colonies: z.array(z.object({ plated: z.array(z.number()), colonies: z.array(z.number()), percent: z.number(), ci95: bounds, ci90: bounds })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/domain/growth.json', import.meta.url), 'utf8')))

type Lineage = (typeof lineages)[number]

function notebookOf({ p0, steps }: Lineage): Notebook {
  const first = p0 === 'none' ? 1 : 0
  const records = steps.map((s, i) => {
    const tissue = i === 0 && p0 === 'tissue'
    const counts = Object.fromEntries(s.live.map((liveCellsPerMl, order) => [`c${String(order)}`, { order, liveCellsPerMl, deadCellsPerMl: s.dead[order], dilutionFactor: s.dilution }]))
    const total = (s.live[0] ?? 0) * s.dilution * s.volume
    const harvest = s.kind === 'stated' || s.kind === 'none left' ? { liveCells: total, deadCells: (s.dead[0] ?? 0) * s.dilution * s.volume } : { volumeMl: s.volume, counts }
    const parents = Object.fromEntries(s.parents.map((p, order) => [uuid(100 + p - 1 + first), { order, ...((s.cells[order] ?? null) === null ? {} : { cells: s.cells[order] }) }]))
    return passage(i + first, {
      ...(tissue ? { seededFrom: 'tissue' } : { seededCells: s.seeded, ...(s.attached === null ? {} : { attachedPercent: s.attached }) }),
      seededAt: '2026-01-01T08:00Z', harvest: { ...harvest, at: `${new Date(Date.UTC(2026, 0, 1, 8) + s.minutes * 60_000).toISOString().slice(0, 16)}Z` },
      ...(s.parents.length === 0 ? {} : { parents }),
    })
  })
  return makeNotebook([donor(), batch({ countP0Doublings: p0 === 'not-counted' ? 'not-counted' : 'counted' }), ...records])
}

describe('growth, against R', () => {
  const differences = { doublings: new LargestDifference(1), hours: new LargestDifference(), yield: new LargestDifference(), viability: new LargestDifference(1), colonies: new LargestDifference(1e-6) }

  function same(found: Estimate | undefined, value: number | null, intervals: readonly (readonly [level: number, bounds: readonly (number | null)[]])[], difference: LargestDifference, where: string): void {
    if (value === null) expect(found?.value, where).toBeNull()
    else difference.add(found?.value, value, where)
    for (const [level, [lower = null, upper = null]] of intervals) {
      const interval = found === undefined ? undefined : intervalAt(found, level)
      for (const [end, expected] of [[interval?.lower, lower], [interval?.upper, upper]] as const) {
        if (expected === null) expect(end ?? null, `${where} ${String(level)}`).toBeNull()
        else difference.add(end, expected, `${where} ${String(level)}`)
      }
    }
  }

  it.each(lineages.map((l, i) => [i, l] as const))('lineage %i', (i, lineage) => {
    const { passages } = growthResults(notebookOf(lineage), batchId)
    expect(passages).toHaveLength(lineage.steps.length)
    for (const [j, e] of lineage.expected.entries()) {
      const g = passages.find((p) => p.passageId === uuid(100 + j + (lineage.p0 === 'none' ? 1 : 0)))
      const where = `lineage ${String(i)}, step ${String(j)}`
      same(g?.populationDoublings, e.pd, [[0.95, e.pd95], [0.9, e.pd90]], differences.doublings, `${where} PD`)
      same(g?.cumulativeDoublings, e.cpd, [[0.95, e.cpd95], [0.9, e.cpd90]], differences.doublings, `${where} CPD`)
      same(g?.maximumCumulativeDoublings, e.maximum, [], differences.doublings, `${where} maximum`)
      same(g?.doublingTimeH, e.hours, [[0.95, e.hours95]], differences.hours, `${where} hours`)
      same(g?.cumulativeYield, e.yield, [], differences.yield, `${where} yield`)
      same(g?.viability, e.viability, [[0.95, e.viability95]], differences.viability, `${where} viability`)
    }
  })

  it.each(colonies.map((c, i) => [i, c] as const))('colony assay %i', (i, c) => {
    const dishes = Object.fromEntries(c.plated.map((cellsPlated, order) => [`d${String(order)}`, { order, cellsPlated, colonies: c.colonies[order], minimumCellsPerColony: 20, days: 9 }]))
    const [g] = growthResults(cultureNotebook(passage(1, { colonyAssays: dishes })), batchId).passages
    same(g?.cfuPercent, c.percent, [[0.95, c.ci95], [0.9, c.ci90]], differences.colonies, `colonies ${String(i)}`)
  })

  it('differs by rounding only', () => {
    for (const [name, difference] of Object.entries(differences)) {
      expect(difference.count, name).toBeGreaterThan(100)
      expect(difference.largest, `${name} ${difference.where}`).toBeLessThan(1e-13)
    }
  })
})
