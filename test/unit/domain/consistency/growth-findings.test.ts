import { describe, expect, it } from 'vitest'
import { yieldSinceFirstReport } from '../../../../shared/domain/consistency/yield-since-first-report.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { batch, cultureNotebook as book, donor, grown, passage, uuid } from '../../../helpers/culture-records.ts'
import { bank, check, ofRule, vial } from '../../../helpers/finding-checks.ts'

/** Colter et al. 2000, PNAS 97:3213, Table 2: 530 cells plated each time, cells harvested, cumulative totals as printed. */
const colter = {
  '58R': { harvests: [8.0e4, 1.1e6, 2.3e5], totals: [7.0e7, 1.5e10, 6.5e13] },
  '58L': { harvests: [8.6e4, 4.2e5, 3.1e5], totals: [1.1e8, 1.1e10, 5.0e13] },
  '59R': { harvests: [1.9e5, 2.4e5, 7.5e5], totals: [2.8e8, 1.3e11, 1.8e14] },
  '59L': { harvests: [1.4e5, 1.7e5, 5.0e5], totals: [2.4e8, 7.8e10, 7.4e13] },
} as const

/** The three passages as printed; with or without a start whose size has nothing to do with the printed totals. */
function printed(sample: keyof typeof colter, withStart: boolean): Notebook {
  const { harvests, totals } = colter[sample]
  const passages = harvests.map((liveCells, i) => passage(i + 1, { seededCells: 530, harvest: { liveCells, reportedCumulativeYield: totals[i] } }, i === 0 && !withStart ? [] : [i]))
  return book(...(withStart ? [passage(0, { harvest: { liveCells: 123 } })] : []), ...passages)
}

const reported = (n: number, total: number | undefined, seeded: number, live: number, parents: readonly number[] = [], more = {}): AnyRecord =>
  passage(n, { seededCells: seeded, harvest: { liveCells: live, ...(total === undefined ? {} : { reportedCumulativeYield: total }) }, ...more }, parents)

describe('reported cumulative yields', () => {
  it.each([true, false])('Colter 2000: two of twelve totals contradict the harvests since the first total (with a start: %s)', (withStart) => {
    const wrong = (Object.keys(colter) as (keyof typeof colter)[]).flatMap((sample) => ofRule(printed(sample, withStart), 'reported-yield-inconsistent').map((f) => [sample, f.name, f.severity, f.reason]))
    expect(wrong).toEqual([
      ['58R', 'BM-1-P2', 'warning', expect.stringMatching(/1\.50 × 10¹⁰.*1\.45 × 10¹¹.*ratio 0\.10/)],
      ['58L', 'BM-1-P2', 'warning', expect.stringMatching(/1\.10 × 10¹⁰.*8\.72 × 10¹⁰.*ratio 0\.13/)],
    ])
  })

  it('Colter 2000: every other total agrees within the rounding of the table (3.1 % at most, 58R third)', () => {
    const ratios = (Object.keys(colter) as (keyof typeof colter)[]).flatMap((sample) => {
      const notebook = printed(sample, true)
      return [2, 3].flatMap((n) => {
        const p = notebook.get('passage', uuid(100 + n))
        const since = p === undefined ? undefined : yieldSinceFirstReport(notebook, p)
        return since === undefined ? [] : [Math.abs(since.reported / since.expected - 1)]
      })
    })
    expect(ratios).toHaveLength(8)
    expect(ratios.filter((r) => r > 0.031)).toHaveLength(2)
  })

  it('compares with the first total, over steps without one, by a tolerance of 10 %', () => {
    const totals = (last: number) => book(reported(1, 1000, 10, 20), reported(2, undefined, 10, 40, [1]), reported(3, last, 10, 50, [2]))
    check('warning reported-yield-inconsistent BM-1-P3 /harvest/reportedCumulativeYield', totals(22_100), totals(22_000))
    check('warning reported-yield-inconsistent BM-1-P3 /harvest/reportedCumulativeYield', totals(17_900), totals(18_000))
  })

  it('looks back no further than a pool, a step that cannot be assessed, or a lineage that closes on itself', () => {
    const last = reported(3, 1, 10, 50, [2])
    const silent = (...records: readonly AnyRecord[]) => expect(ofRule(book(...records, last), 'reported-yield-inconsistent')).toEqual([])
    expect(ofRule(book(reported(1, 1000, 10, 20), reported(2, undefined, 10, 40, [1]), last), 'reported-yield-inconsistent')).toHaveLength(1)
    silent(reported(1, 1000, 10, 20), reported(0, 1000, 10, 20), reported(2, undefined, 10, 40, [1, 0]))
    silent(reported(1, 1000, 10, 20), reported(2, undefined, 10, 0, [1]))
    silent(reported(1, 1000, 10, 20), reported(2, undefined, 10, 40, [1], { seededFrom: 'tissue' }))
    silent(reported(2, undefined, 10, 40, [3]))
    silent(reported(1, 0, 10, 20), reported(2, undefined, 10, 40, [1]))
    silent(reported(2, undefined, 10, 40, [1]))
  })

  it('a pool that has a total of its own is compared with from there on', () => {
    const pooled = (last: number) => book(reported(0, 5, 10, 20), reported(1, 7, 10, 20), reported(2, 1000, 10, 40, [0, 1]), reported(3, last, 10, 50, [2]))
    check('warning reported-yield-inconsistent BM-1-P3 /harvest/reportedCumulativeYield', pooled(6000), pooled(5000))
  })
})

describe('findings about counts', () => {
  it('viability and totals that do not follow from live and dead cells', () => {
    check('warning viability-not-recomputable BM-1-P1 /harvest/viabilityPercent', book(passage(1, { harvest: { liveCells: 24, deadCells: 15, viabilityPercent: 90 } })), book(passage(1, { harvest: { liveCells: 90, deadCells: 10, viabilityPercent: 91 } })))
    check('warning viability-not-recomputable BM-1-P1 /harvest/viabilityPercent', book(passage(1, { harvest: { liveCells: 0, deadCells: 10, viabilityPercent: 90 } })), book(passage(1, { harvest: { liveCells: 10, deadCells: 0, viabilityPercent: 100 } })))
    check('note total-not-the-sum BM-1-P1 /harvest/totalCells', book(passage(1, { harvest: { liveCells: 242_000, deadCells: 144_000, totalCells: 400_000 } })), book(passage(1, { harvest: { liveCells: 242_000, deadCells: 144_000, totalCells: 387_000 } })))
    const counted = (viabilityPercent: number, more = {}) => book(passage(1, { harvest: { counts: { k: { order: 0, liveCellsPerMl: 90, deadCellsPerMl: 10, viabilityPercent, ...more } } } }))
    check('warning viability-not-recomputable BM-1-P1 /harvest/counts/k/viabilityPercent', counted(80), counted(90))
    expect(ofRule(counted(80, { excluded: { reason: 'clumps' } }), 'viability-not-recomputable')).toEqual([])
    const thawed = (viabilityPercent: number) => book(passage(1), bank(), vial(1, { thaw: { liveCells: 80, deadCells: 20, viabilityPercent } }))
    check('warning viability-not-recomputable B1-1 /thaw/viabilityPercent', thawed(90), thawed(80))
  })

  it('says nothing where nothing was counted, or counts are impossible or excluded', () => {
    for (const harvest of [{ liveCells: 0, deadCells: 0, viabilityPercent: 90 }, { liveCells: -1, deadCells: 3, viabilityPercent: 90 }, { liveCells: 5, viabilityPercent: 90 }, { liveCells: 5, deadCells: 5, viabilityPercent: 90, excluded: { reason: 'spilled' } }]) {
      expect(ofRule(book(passage(1, { harvest })), 'viability-not-recomputable')).toEqual([])
    }
  })

  it('a stated harvest that its countings contradict', () => {
    const counts = (liveCells: number) => book(passage(1, { harvest: { liveCells, volumeMl: 10, counts: { a: { order: 0, liveCellsPerMl: 100 }, b: { order: 1, liveCellsPerMl: 120 } } } }))
    check('warning harvest-against-counts BM-1-P1 /harvest/liveCells', counts(1150), counts(1110))
  })

  it('fewer cells harvested than seeded, but not from tissue, where other cells were seeded too', () => {
    check('warning harvest-below-seed BM-1-P1 /harvest/liveCells', book(passage(1, grown(10, 9))), book(passage(1, grown(10, 10))))
    check('warning harvest-below-seed BM-1-P1 /harvest/liveCells', book(passage(1, grown(10, 0))), book(passage(1, { ...grown(1e8, 1e6), seededFrom: 'tissue' })))
    expect(ofRule(makeNotebook([donor(), batch(), passage(1, { seededCells: 10, harvest: {} })]), 'harvest-below-seed')).toEqual([])
  })
})
