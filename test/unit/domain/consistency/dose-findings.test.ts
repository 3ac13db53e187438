import { describe, expect, it } from 'vitest'
import { passage, record, uuid } from '../../../helpers/culture-records.ts'
import { allocation, bank, check, experiment, given, ofRule, preparation, session, studyOfCells, vial } from '../../../helpers/finding-checks.ts'

type Json = Readonly<Record<string, unknown>>
const at = uuid(450)
const dose = (more: Json = {}): Json => ({ order: 0, day: 20, plannedCells: 1e6, passageId: uuid(101), vehicle: 'PBS', ...more })
const planned = (doses: Json = { d1: dose() }, more: Json = {}, animal: Json = {}) => experiment({ arms: { v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} }, t: { order: 1, label: 'cells', role: 'treatment', doses } }, ...more }, animal)
/** 200 µl of 5 million per ml: as planned. */
const injected = (more: Json = {}) => given({ day: 20, doseKey: 'd1', preparationId: uuid(440), volumeUl: 200, bodyWeightG: 20, ...more })
const made = (more: Json = {}) => preparation({ liveCellsPerMl: 5e6, vehicle: 'PBS', ...more })
const study = (administration = injected(), prepared = made(), plan = planned(), ...others: readonly ReturnType<typeof record>[]) => studyOfCells(passage(1), passage(2, {}, [1]), plan, allocation(1), prepared, administration, ...others)

describe('findings about doses against the plan', () => {
  it('more or fewer cells than nominal; exactly at the limit is within it', () => {
    check(`warning dose-off-nominal ${at} /volumeUl`, study(injected({ volumeUl: 221 })), study(injected({ volumeUl: 220 })))
    check(`warning dose-off-nominal ${at} /volumeUl`, study(injected({ volumeUl: 179 })), study(injected({ volumeUl: 180 })))
    const settings = record({ kind: 'lab-settings', id: uuid(900), doseDeviationPercent: 20 })
    expect(ofRule(study(injected({ volumeUl: 221 }), made(), planned(), settings), 'dose-off-nominal'), 'limit of the lab').toEqual([])
    expect(ofRule(study(injected({ volumeUl: 100, quality: 'partial' })), 'dose-off-nominal'), 'a partial injection is known').toEqual([])
  })

  it('a dose that was due and is not on record; none after a death or beyond the records', () => {
    const two = { d1: dose(), d2: dose({ order: 1, day: 27 }) }
    const late = session(30, {}, 'm1', { id: uuid(489) })
    const field = 'warning dose-missing CIA-1 /animals/m1'
    check(field, study(injected(), made(), planned(two), late), study(injected(), made(), planned(two)))
    check(field, study(injected(), made(), planned(two), late), study(injected(), made(), planned(two, {}, { death: { day: 26, cause: 'unrelated' } }), session(25, {}, 'm1', { id: uuid(489) })))
  })

  it('an injection outside the plan, or on another day than the dose it names', () => {
    const unnamed = (day: number) => given({ day, preparationId: uuid(440), volumeUl: 200, bodyWeightG: 20 })
    check(`warning dose-outside-plan ${at} /day`, study(unnamed(22)), study(unnamed(20)))
    check(`warning dose-not-on-planned-day ${at} /day`, study(injected({ day: 21 })), study(injected({ day: 20.5 })))
    const relative = (day: number) => study(injected({ day }), made(), planned({ d1: dose({ day: 1 }) }, { timing: 'onset-relative' }, { onsetDay: 24 }))
    check(`warning dose-not-on-planned-day ${at} /day`, relative(26), relative(25))
  })

  it('another passage, another vehicle, no preparation', () => {
    check(`warning passage-not-as-planned ${at} /preparationId`, study(injected(), made({ passageId: uuid(102) })), study())
    check(`warning vehicle-not-as-planned ${at} /preparationId`, study(injected(), made({ vehicle: 'saline' })), study())
    check(`warning preparation-not-named ${at} /preparationId`, study(given({ day: 20, doseKey: 'd1' })), study(given({ day: 20, doseKey: 'd1', quality: 'failed' })))
    expect(ofRule(study(given({ day: 20, doseKey: 'd1' }), made(), planned({ d1: { order: 0, day: 20 } })), 'preparation-not-named'), 'no cells planned').toEqual([])
  })

  it('a sound dose has no findings', () => {
    for (const rule of ['dose-off-nominal', 'dose-missing', 'dose-outside-plan', 'dose-not-on-planned-day', 'given-above-prepared', 'viability-rises']) expect(ofRule(study(), rule)).toEqual([])
  })
})

describe('findings about preparations', () => {
  it('times: ready before started, ready before its vials were thawed', () => {
    const timed = (readyAt: string) => study(injected(), made({ startedAt: '2026-01-21T09:00', readyAt }))
    check('error ready-before-started PR-1 /readyAt', timed('2026-01-21T08:30'), timed('2026-01-21T09:30'))
    const thawed = (at: string) => study(injected(), made({ vials: { [uuid(311)]: { order: 0 } }, readyAt: '2026-01-21T09:00' }), planned(), bank(), vial(1, { thaw: { at } }))
    check('error ready-before-thawed PR-1 /readyAt', thawed('2026-01-21T09:30'), thawed('2026-01-21T08:00'))
  })

  it('viability that rises, more injected than prepared, aggregates into a vein', () => {
    const viability = (after: number) => study(injected(), made({ viabilityPercent: 90, viabilityAfterInjectionPercent: after }))
    check('warning viability-rises PR-1 /viabilityAfterInjectionPercent', viability(95.1), viability(95))
    const prepared = (totalLiveCells: number) => study(injected(), made({ totalLiveCells }))
    check('error given-above-prepared PR-1 /totalLiveCells', prepared(9e5), prepared(1e6))
    check('warning aggregates-given-intravenously PR-1 /aggregates', study(injected(), made({ aggregates: 'many' })), study(injected(), made({ aggregates: 'few' })))
    check('warning aggregates-given-intravenously PR-1 /aggregates', study(injected(), made({ aggregates: 'many' })), study(injected({ route: 'intraperitoneal' }), made({ aggregates: 'many' })))
  })
})
