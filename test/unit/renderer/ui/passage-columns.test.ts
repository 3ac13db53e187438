import { describe, expect, it } from 'vitest'
import { countsColumn } from '../../../../renderer/ui/batches/counts-column.ts'
import { newPassage } from '../../../../renderer/ui/batches/new-passage.ts'
import { originColumn, originsOf } from '../../../../renderer/ui/batches/origin-column.ts'
import { timelineSpans } from '../../../../renderer/ui/batches/timeline-spans.ts'
import { fieldColumn } from '../../../../renderer/ui/sheet/record-columns.ts'

describe('a field as a column', () => {
  const live = fieldColumn('passage', '/harvest/liveCells', { chars: 8 })
  it('keeps what cannot be read as it was typed, with the reason, and reads the rest', () => {
    const typed = live.read({ id: 'p' }, '1,000')
    expect(typed).toEqual({ id: 'p', harvest: { liveCells: '1,000' } })
    expect(live.text(typed)).toBe('1,000')
    expect(live.problem(typed)).toContain('two ways')
    expect(live.read(typed, '8,5e5')).toEqual({ id: 'p', harvest: { liveCells: 850000 } })
    expect(live.read(typed, 'not measured')).toEqual({ id: 'p', harvest: { liveCells: { blank: 'not-measured' } } })
  })

  it('takes a group away with its last field', () => {
    expect(live.read({ id: 'p', harvest: { liveCells: 5 } }, '')).toEqual({ id: 'p' })
    expect(live.read({ id: 'p', harvest: { liveCells: 5, at: '2026' } }, '')).toEqual({ id: 'p', harvest: { at: '2026' } })
  })

  it('reads dates, choices and codes of other records', () => {
    expect(fieldColumn('passage', '/seededAt', { chars: 8 }).read({}, '14.3.2026')).toEqual({ seededAt: '2026-03-14' })
    const outcome = fieldColumn('passage', '/outcome', { chars: 8 })
    expect(outcome.read({}, 'Harvested')).toEqual({ outcome: 'harvested' })
    expect(outcome.problem({ outcome: 'gone' })).toContain('is not one of')
    const lot = fieldColumn('passage', '/conditions/basalMediumLotId', { chars: 8, codes: { idOf: (c) => (c === 'L-1' ? 'id-1' : undefined), codeOf: (i) => (i === 'id-1' ? 'L-1' : undefined) } })
    expect(lot.read({}, 'L-1')).toEqual({ conditions: { basalMediumLotId: 'id-1' } })
    expect(lot.text({ conditions: { basalMediumLotId: 'id-1' } })).toBe('L-1')
    expect(lot.problem({ conditions: { basalMediumLotId: 'id-1' } })).toBeUndefined()
    expect(lot.problem(lot.read({}, 'L-9'))).toContain('there is no medium lot L-9')
  })
})

describe('countings in one cell', () => {
  const counted = { id: 'p', harvest: { counts: { a: { order: 1, liveCellsPerMl: 1e5, deadCellsPerMl: 7 }, x: { order: 2, liveCellsPerMl: 9e9, excluded: { reason: 'clump' } }, b: { order: 3, liveCellsPerMl: 2e5 } } } }
  it('shows those that count, and keeps what else was recorded of them', () => {
    expect(countsColumn.text(counted)).toBe('100000 200000')
    expect(countsColumn.read(counted, '1.1e5 2e5')).toEqual({ id: 'p', harvest: { counts: { x: { order: 2, liveCellsPerMl: 9e9, excluded: { reason: 'clump' } }, a: { order: 1, liveCellsPerMl: 1.1e5, deadCellsPerMl: 7 }, b: { order: 2, liveCellsPerMl: 2e5 } } } })
  })

  it('adds and takes away countings, never one that was left out with a reason', () => {
    const three = countsColumn.read(counted, '1;2;3')
    expect(countsColumn.text(three)).toBe('1 2 3')
    expect(Object.keys((three['harvest'] as { counts: object }).counts)).toHaveLength(4)
    expect(countsColumn.read(counted, '')).toEqual({ id: 'p', harvest: { counts: { x: { order: 2, liveCellsPerMl: 9e9, excluded: { reason: 'clump' } } } } })
    expect(countsColumn.read({ id: 'p', harvest: { counts: { a: { order: 1, liveCellsPerMl: 1 } } } }, '')).toEqual({ id: 'p' })
  })

  it('keeps what is no list of numbers, and says so', () => {
    const typed = countsColumn.read(counted, '1e5 lots')
    expect(countsColumn.text(typed)).toBe('1e5 lots')
    expect(countsColumn.problem(typed)).toContain('is not a list of numbers')
  })
})

describe('where cells come from', () => {
  const origins = originsOf([{ id: 'p1', code: 'BM-P1' }, { id: 'p2', code: 'BM-P2' }], [])
  const from = originColumn(origins)
  it.each([
    ['BM-P1', { seededFrom: 'harvest', parents: { p1: { order: 1 } } }],
    ['bm-p1 + BM-P2', { seededFrom: 'harvest', parents: { p1: { order: 1 }, p2: { order: 2 } } }],
    ['tissue', { seededFrom: 'tissue' }],
    ['', {}],
  ])('reads %s', (text, expected) => {
    expect(from.read({ id: 'p3', parents: { p0: { order: 1 } }, seededFrom: 'harvest' }, text)).toEqual({ id: 'p3', ...expected })
  })

  it('keeps numbers of cells taken, refuses what is not there and the passage itself', () => {
    expect(from.read({ id: 'p3', parents: { p1: { order: 1, cells: 5 } } }, 'BM-P1+BM-P2')).toMatchObject({ parents: { p1: { order: 1, cells: 5 }, p2: { order: 2 } } })
    for (const [id, text] of [['p3', 'BM-P9'], ['p1', 'BM-P1']] as const) expect(from.problem(from.read({ id }, text))).toContain('is neither tissue nor')
  })
})

describe('a new passage', () => {
  const batch = { id: 'b', code: 'BM' }
  it('comes after the last one, from its harvest; the first one from tissue', () => {
    expect(newPassage({ id: 'n' }, batch, [])).toEqual({ id: 'n', code: 'BM-P0', batchId: 'b', number: 0, seededFrom: 'tissue' })
    expect(newPassage({ id: 'n' }, batch, [{ id: 'y', number: 4, code: 'BM-P4' }, { id: 'x', number: 1 }])).toEqual({ id: 'n', code: 'BM-P5', batchId: 'b', number: 5, seededFrom: 'harvest', parents: { y: { order: 1 } } })
    expect(newPassage({ id: 'n' }, batch, [{ id: 'y', number: 4, code: 'BM-P5' }])).toMatchObject({ code: 'BM-P5-2' })
  })
})

describe('passages in time', () => {
  it('places what is dated to the day and names the rest', () => {
    const spans = timelineSpans([
      { id: 'a', code: 'P0', seededAt: '2026-03-02T09:00', harvest: { at: '2026-03-05T09:00' } },
      { id: 'b', code: 'P1', seededAt: '2026-03-05', feedings: { f: { order: 1, at: '2026-03-07' } } },
      { id: 'c', code: 'P2', seededAt: '2026-03' },
    ])
    expect(spans).toMatchObject({ start: '2026-03-02 09:00', undated: ['P2'], spans: [{ code: 'P0', from: 0, to: 3, isOpen: false, words: 'P0: seeded 2026-03-02 09:00, harvested 2026-03-05 09:00, 3 days' }, { code: 'P1', isOpen: true }] })
    expect(timelineSpans([{ id: 'c', code: 'P2', seededAt: '2026-03' }])).toBeNull()
  })
})
