import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { cultureNotebook as book, grown, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { assay, bank, check, draw, given, ofRule, plate, preparation, studyOfCells, vial } from '../../../helpers/finding-checks.ts'

const harvest = { type: 'harvest', passageId: uuid(101) }
const fromVial = { type: 'vial', vialId: uuid(311) }

describe('findings about stock', () => {
  it('draws above 110 % of the harvest, or of a harvest of nothing', () => {
    const drawn = (cells: number, live = 100) => book(passage(1, grown(10, live)), draw(0, harvest, cells))
    check('error draws-above-harvest BM-1-P1 /harvest', drawn(111), drawn(110))
    check('error draws-above-harvest BM-1-P1 /harvest', drawn(1, 0), drawn(0, 0))
    const settings = record({ kind: 'lab-settings', id: uuid(9), drawLimitPercent: 100 })
    expect(ofRule(book(settings, passage(1, grown(10, 100)), draw(0, harvest, 101)), 'draws-above-harvest')).toHaveLength(1)
  })

  it('draws from a vial above what it held: live after thaw, else what was frozen', () => {
    const drawn = (cells: number, more = {}) => book(passage(1), bank(), vial(1, { cells: 100, ...more }), draw(0, fromVial, cells / 2), draw(1, fromVial, cells / 2))
    check('error draws-above-vial B1-1', drawn(111), drawn(110))
    check('error draws-above-vial B1-1', drawn(60, { thaw: { liveCells: 50 } }), drawn(54, { thaw: { liveCells: 50 } }))
  })

  it('dates: drawn, frozen and thawed too early', () => {
    const p1 = passage(1, { harvest: { at: '2026-01-10', liveCells: 10 } })
    check(`error drawn-before-harvested ${uuid(200)} /at`, book(p1, draw(0, harvest, 1, { at: '2026-01-09' })), book(p1, draw(0, harvest, 1, { at: '2026-01-10' })))
    check('error frozen-before-harvested B1 /frozenAt', book(p1, bank({ frozenAt: '2026-01-09' })), book(p1, bank({ frozenAt: '2026-01' })))
    check('error thawed-before-frozen B1-1 /thaw/at', book(passage(1), bank(), vial(1, { thaw: { at: '2026-01-09' } })), book(passage(1), bank(), vial(1, { thaw: { at: '2026-01-10' } })))
  })

  it('more vials than were frozen', () => {
    check('error more-vials-than-frozen B1 /vialsFrozen', book(passage(1), bank(), vial(1), vial(2)), book(passage(1), bank(), vial(1), vial(2, { retired: { at: '2026-01-02T10:00:00+01:00', reason: 'never existed' } })))
  })

  it('unreleased vials that were used: in quarantine, rejected, before the release, without a thaw record; an exception makes it a warning', () => {
    const used = (release: unknown, thaw: unknown = { at: '2026-01-20' }, ...more: readonly AnyRecord[]) => book(passage(1), bank({ release }), vial(1, thaw === null ? {} : { thaw }), ...more)
    check('error unreleased-vial-used B1-1 /thaw', used({ status: 'quarantine' }), used({ status: 'released' }))
    check('error unreleased-vial-used B1-1 /thaw', used({ status: 'rejected' }), used({ status: 'quarantine' }, null))
    check('error unreleased-vial-used B1-1 /thaw', used({ status: 'released', at: '2026-01-21' }), used({ status: 'released', at: '2026-01-20' }))
    check('error unreleased-vial-used B1-1', used({ status: 'quarantine' }, null, passage(2, { thawedVials: { [uuid(311)]: { order: 0 } } })), used({ status: 'released' }, null, passage(2, { thawedVials: { [uuid(311)]: { order: 0 } } })))
    const retired = { at: '2026-01-02T10:00:00+01:00', reason: 'never thawed' }
    expect(ofRule(used({ status: 'quarantine' }, null, passage(2, { retired, thawedVials: { [uuid(311)]: { order: 0 } } })), 'unreleased-vial-used'), 'named by a retired passage only').toEqual([])
    check('warning unreleased-vial-used B1-1 /thaw', used({ status: 'quarantine' }, { exceptionToRelease: 'approved by QA' }), book(passage(1), bank(), vial(1, { thaw: {} })))
  })

  it('preparations given although not released', () => {
    const prepared = (releaseDecision: string) => studyOfCells(passage(1), preparation({ releaseDecision }), given({ preparationId: uuid(440) }))
    check('error unreleased-preparation-given PR-1 /releaseDecision', prepared('no'), prepared('yes'))
    expect(ofRule(studyOfCells(passage(1), preparation({ releaseDecision: 'no' })), 'unreleased-preparation-given'), 'not given').toEqual([])
    const tested = record({ kind: 'quality-test', id: uuid(600), test: 'endotoxin', subject: { type: 'preparation', preparationId: uuid(440) } })
    const withdrawn = given({ preparationId: uuid(440), retired: { at: '2026-01-02T10:00:00+01:00', reason: 'other animal' } })
    expect(ofRule(studyOfCells(passage(1), preparation({ releaseDecision: 'no' }), tested, withdrawn), 'unreleased-preparation-given'), 'tested, and an administration that was retired').toEqual([])
  })
})

describe('findings about lots and devices', () => {
  const lot = (more = {}) => record({ kind: 'reagent-lot', id: uuid(700), code: 'L1', name: 'FBS', expiresAt: '2026-01-31', ...more })
  const serum = { conditions: { serumLotId: uuid(700) } }

  it('expired and rejected lots, where they are named', () => {
    const used = (seededAt: string) => book(lot(), passage(1, { seededAt, ...serum }))
    check('warning expired-lot BM-1-P1 /conditions/serumLotId', used('2026-02-01'), used('2026-01-31'))
    check('warning expired-lot BM-1-P1 /conditions/serumLotId', used('2026-02'), used('2026-01'))
    check('warning rejected-lot BM-1-P1 /conditions/serumLotId', book(lot({ qualification: 'rejected' }), passage(1, serum)), book(lot({ qualification: 'qualified' }), passage(1, serum)))
  })

  it('lots that a passage inherits, that it was fed with, and of other work', () => {
    const later = (seededAt: string) => book(lot(), passage(1, { seededAt: '2026-01-05', ...serum }), passage(2, { seededAt }, [1]))
    check('warning expired-lot BM-1-P2 /conditions/serumLotId', later('2026-02-01'), later('2026-01-31'))
    const priming = (seededAt: string) => book(lot(), passage(1, { seededAt: '2026-01-05', conditions: { priming: { p: { order: 0, reagentLotId: uuid(700) } } } }), passage(2, { seededAt }, [1]))
    check('warning expired-lot BM-1-P2 /conditions/priming', priming('2026-02-01'), priming('2026-01-31'))
    const fed = (at: string) => book(lot(), passage(1, { seededAt: '2026-01-05', feedings: { f: { order: 0, at, mediumLotId: uuid(700) } } }))
    check('warning expired-lot BM-1-P1 /feedings/f/mediumLotId', fed('2026-02-01'), fed('2026-01-31'))
    const frozen = (frozenAt: string) => book(lot(), passage(1), bank({ frozenAt, reagentLots: { [uuid(700)]: { order: 0 } } }))
    check(`warning expired-lot B1 /reagentLots/${uuid(700)}`, frozen('2026-02-01'), frozen('2026-01-31'))
  })

  it('lots of a plate and a preparation, by the time of reading and of starting', () => {
    const lots = { reagentLots: { [uuid(700)]: { order: 0 } } }
    const read = (day: string) => book(lot(), passage(1), assay(), plate({}, { readAt: `${day}T10:00:00+01:00`, ...lots }))
    check(`warning expired-lot PL-1 /reagentLots/${uuid(700)}`, read('2026-02-01'), read('2026-01-30'))
    const started = (startedAt: string) => studyOfCells(lot(), passage(1), preparation({ startedAt, ...lots }))
    check(`warning expired-lot PR-1 /reagentLots/${uuid(700)}`, started('2026-02-01'), started('2026-01-31'))
  })

  it('calibration overdue at use, by the last calibration before it', () => {
    const device = (more = {}) => record({ kind: 'equipment', id: uuid(710), code: 'CT', name: 'counter', calibrations: { a: { order: 0, at: '2025-01-01', dueAt: '2026-01-01' }, ...more } })
    const used = (performedAt: string, more = {}) => book(device(more), passage(1, { performedAt, recordedAt: '2027-01-01T10:00:00+01:00', equipment: { [uuid(710)]: { order: 0 } } }))
    check(`warning calibration-overdue BM-1-P1 /equipment/${uuid(710)}`, used('2026-01-02'), used('2026-01-01'))
    expect(ofRule(used('2026-02-02', { b: { order: 1, at: '2026-02-01', dueAt: '2027-02-01' } }), 'calibration-overdue')).toEqual([])
    expect(ofRule(used('2026-01-20', { b: { order: 1, at: '2026-02-01', dueAt: '2027-02-01' } }), 'calibration-overdue'), 'calibrated only afterwards').toHaveLength(1)
  })
})
