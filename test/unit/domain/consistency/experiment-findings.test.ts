import { describe, expect, it } from 'vitest'
import { passage, record, uuid } from '../../../helpers/culture-records.ts'
import { allocation, check, experiment, given, ofRule, preparation, said, scale, session, study, studyOfCells } from '../../../helpers/finding-checks.ts'

const parts = (lf: number, rf?: number): Readonly<Record<string, unknown>> => ({ parts: { lf: { score: lf }, ...(rf === undefined ? {} : { rf: { score: rf } }) } })

describe('findings about scores', () => {
  const at = `${uuid(411)} /observations/m1`

  it('outside the scale: parts, written totals, totals of the parts', () => {
    check(`error score-outside-scale ${at}/parts/lf/score`, study(session(1, parts(4.5))), study(session(1, parts(4, 0))))
    check(`error score-outside-scale ${at}/totalScore`, study(session(1, { totalScore: 9 })), study(session(1, { totalScore: 8 })))
    check(`error score-outside-scale ${at}`, study(scale({ maximumTotal: 7 }), session(1, parts(4, 4))), study(scale({ maximumTotal: 7 }), session(1, parts(4, 3))))
    expect(ofRule(study(session(1, { ...parts(9), excluded: { reason: 'other animal' } })), 'score-outside-scale'), 'excluded with a reason').toEqual([])
  })

  it('unknown animals and parts, grades the scale does not have', () => {
    check(`error unknown-animal ${uuid(411)} /observations/m2`, study(session(1, {}, 'm2')), study(session(1, {})))
    check(`error unknown-part ${at}/parts/tail`, study(session(1, { parts: { tail: { score: 1 } } })), study(session(1, parts(1))))
    check(`warning score-between-grades ${at}/parts/lf/score`, study(session(1, parts(1.25))), study(session(1, parts(1.5))))
    expect(ofRule(study(session(1, parts(1, 1.25))), 'score-between-grades'), 'a part without steps').toEqual([])
  })

  it('totals against the parts', () => {
    check(`warning total-against-parts ${at}/totalScore`, study(session(1, { ...parts(1, 2), totalScore: 4 })), study(session(1, { ...parts(1, 2), totalScore: 3 })))
    const squares = scale({ combination: 'sum-of-squares', maximumTotal: 32 })
    check(`warning total-against-parts ${at}/totalScore`, study(squares, session(1, { ...parts(1, 2), totalScore: 3 })), study(squares, session(1, { ...parts(1, 2), totalScore: 5 })))
  })

  it('scores before day 0, and days that the date contradicts', () => {
    check(`warning score-before-immunisation ${uuid(411)} /observations/m1`, study(session(-1, { totalScore: 1 })), study(session(-1, { totalScore: 0 })))
    const dated = (performedAt: string) => study(experiment({ day0At: '2026-01-01' }), session(5, {}, 'm1', { performedAt }))
    check(`warning day-against-date ${uuid(415)} /day`, dated('2026-01-07'), dated('2026-01-06T09:00'))
    expect(ofRule(dated('2026-01'), 'day-against-date')).toEqual([])
  })

  it('observations after death', () => {
    const dead = experiment({}, { death: { day: 5, cause: 'unrelated' } })
    check(`error observation-after-death ${uuid(416)} /observations/m1`, study(dead, session(6, {})), study(dead, session(5, {})))
    const tube = (day: number) => study(dead, record({ kind: 'sample-tube', id: uuid(430), code: 'T', experimentId: uuid(400), animalKey: 'm1', day }))
    check('error observation-after-death T /day', tube(6), tube(5))
  })

  it('weights: jumps per day, and losses beyond the limit of the scale', () => {
    const weights = (second: number, day = 2, more = {}) => study(session(1, { weightG: 20 }), session(day, { weightG: second, ...more }))
    const field = `${uuid(412)} /observations/m1/weightG`
    check(`warning weight-jump ${field}`, weights(24.1), weights(24))
    check(`warning weight-jump ${field}`, weights(15.9), weights(16))
    check(`warning weight-jump ${field}`, weights(0), weights(20))
    check(`warning weight-jump ${uuid(413)} /observations/m1/weightG`, weights(28.1, 3), weights(28, 3))
    expect(ofRule(study(session(1, { weightG: 20 }), session(1, { weightG: 30 }, 'm1', { id: uuid(429) })), 'weight-jump'), 'weighed twice on one day').toEqual([])
    expect(ofRule(weights(90, 2, { excluded: { reason: 'other animal' } }), 'weight-jump')).toEqual([])
    const limited = (second: number, animal = {}) => study(scale({ weightLossLimitPercent: 15 }), experiment({}, animal), session(1, { weightG: 20 }), session(2, { weightG: second }))
    check(`warning weight-loss-limit ${field}`, limited(16.9), limited(17))
    check(`warning weight-loss-limit ${field}`, limited(18, { startWeightG: 22 }), limited(19, { startWeightG: 22 }))
  })
})

describe('findings about animals and allocation', () => {
  it('ear tags, cages, days of death', () => {
    const twins = (second: string, cage?: string) => study(experiment({ animals: { m1: { order: 0, earTag: '12' }, m2: { order: 1, earTag: second, ...(cage === undefined ? {} : { cageKey: cage }) } }, cages: { k: { order: 0, label: 'K' } } }))
    check('error duplicate-ear-tag CIA-1 /animals/m2/earTag', twins('12'), twins('13'))
    expect(ofRule(twins('12', 'k'), 'duplicate-ear-tag'), 'of another cage').toEqual([])
    check('error unknown-key CIA-1 /animals/m2/cageKey', twins('13', 'x'), twins('13', 'k'))
    const died = (at: string) => study(experiment({ day0At: '2026-01-01' }, { death: { day: 5, at, cause: 'unrelated' } }))
    check('warning day-against-date CIA-1 /animals/m1/death', died('2026-01-05'), died('2026-01-06'))
  })

  it('allocations: a second one, unknown animals and arms, animals in no arm', () => {
    check(`error second-allocation ${uuid(462)} /experimentId`, study(allocation(1), allocation(2)), study(allocation(1)))
    check(`error unknown-arm ${uuid(461)} /content/assignments/m1/armKey`, study(allocation(1, 'm1', 'x')), study(allocation(1)))
    check(`error unknown-animal ${uuid(461)} /content/assignments/m9`, study(allocation(1, 'm9')), study(allocation(1)))
const two = (more = {}) => study(experiment({ animals: { m1: { order: 0, earTag: '12' }, m2: { order: 1, earTag: '13', ...more } } }), allocation(1))
    check(`warning animals-not-allocated ${uuid(461)} /content/assignments`, two(), two({ excluded: { reason: 'never immunised' } }))
  })

  it('sample tubes and endpoints: unknown animals and parts, scores outside the scale, tubes of another animal', () => {
    const tube = (animalKey: string) => record({ kind: 'sample-tube', id: uuid(430), code: 'T', experimentId: uuid(400), animalKey })
    check('error unknown-animal T /animalKey', study(tube('m9')), study(tube('m1')))
    const measured = (item: Readonly<Record<string, unknown>>) => study(tube('m1'), experiment({ animals: { m1: { order: 0, earTag: '1' }, m2: { order: 1, earTag: '2' } } }), record({ kind: 'endpoint-measurement', id: uuid(431), experimentId: uuid(400), scaleId: uuid(401), values: { v: { order: 0, animalKey: 'm1', ...item } } }))
    check(`error unknown-animal ${uuid(431)} /values/v/animalKey`, measured({ animalKey: 'm9' }), measured({}))
    check(`error unknown-part ${uuid(431)} /values/v/partKey`, measured({ partKey: 'tail' }), measured({ partKey: 'lf' }))
    check(`error score-outside-scale ${uuid(431)} /values/v/value`, measured({ partKey: 'lf', value: 5 }), measured({ partKey: 'lf', value: 4 }))
    check(`error score-outside-scale ${uuid(431)} /values/v/value`, measured({ partKey: 'lf', value: -1 }), measured({ partKey: 'lf', value: 0 }))
    check(`error score-outside-scale ${uuid(431)} /values/v/value`, measured({ value: 9 }), measured({ value: 8 }))
    const unscaled = record({ kind: 'endpoint-measurement', id: uuid(432), experimentId: uuid(400), values: { v: { order: 0, animalKey: 'm1', value: 99 } } })
    expect(said(study(unscaled)), 'a concentration has no scale').toEqual([])
    check(`error sample-of-another-animal ${uuid(431)} /values/v/sampleTubeId`, measured({ animalKey: 'm2', sampleTubeId: uuid(430) }), measured({ sampleTubeId: uuid(430) }))
  })

  it('licence: animals above it, not valid on day 0, ledger against the animals', () => {
    const under = (more: Readonly<Record<string, unknown>>, day0At = '2026-01-10') => study(experiment({ permitId: uuid(800), day0At }), record({ kind: 'permit', id: uuid(800), code: 'L', type: 'animal-licence', ...more }))
    const ledger = (animals: number, of = {}) => ({ animalsAllowed: 10, ledger: { a: { order: 0, animals, ...of } } })
    check('error animals-above-licence L /ledger', under(ledger(11)), under(ledger(10)))
    check('error licence-not-valid CIA-1 /permitId', under({ validTo: '2026-01-09' }), under({ validTo: '2026-01-10' }))
    check('error licence-not-valid CIA-1 /permitId', under({ validFrom: '2026-01-11' }), under({ validFrom: '2026-01' }))
    check('warning ledger-against-animals CIA-1 /animals', under(ledger(2, { experimentId: uuid(400) })), under(ledger(1, { experimentId: uuid(400) })))
    expect(ofRule(under(ledger(2)), 'ledger-against-animals'), 'entries that name no experiment').toEqual([])
  })
})

describe('findings about injections', () => {
  const at = uuid(450)

  it('unknown animals, days and times', () => {
    check(`error unknown-animal ${at} /animalKey`, study(given({ animalKey: 'm9' })), study(given()))
    const dated = (performedAt: string) => study(experiment({ day0At: '2026-01-01' }), given({ day: 5, performedAt }))
    check(`warning day-against-date ${at} /day`, dated('2026-01-07'), dated('2026-01-06'))
    const prepared = (performedAt: string, more = {}) => studyOfCells(passage(1), preparation({ readyAt: '2026-01-06T09:00', ...more }), given({ performedAt, preparationId: uuid(440) }))
    check(`error given-before-prepared ${at} /performedAt`, prepared('2026-01-06T08:30'), prepared('2026-01-06T09:30'))
    check(`error given-before-prepared ${at} /performedAt`, prepared('2026-01-05'), prepared('2026-01-06'))
    check(`error preparation-of-another-experiment ${at} /preparationId`, prepared('2026-01-06T09:30', { experimentId: uuid(499) }), prepared('2026-01-06T09:30'))
  })

  it('doses after death, and deaths soon after an intravenous injection', () => {
    const study5 = (more: Readonly<Record<string, unknown>>, death = {}) => study(experiment({}, { death: { day: 5, cause: 'unrelated', ...death } }), given(more))
    check(`error dose-after-death ${at} /day`, study5({ day: 6 }), study5({ day: 5 }))
    const rule = `warning death-soon-after-injection ${at} /animalKey`
    check(rule, study5({ day: 4 }), study5({ day: 3 }))
    check(rule, study5({ day: 5 }), study5({ day: 5, route: 'intraperitoneal' }))
    check(rule, study5({ day: 5 }), study5({ day: 5 }, { cause: 'treatment-related' }))
    check(rule, study5({ day: 5 }), study5({ day: 5 }, { cause: 'scheduled' }))
    check(rule, study5({ performedAt: '2026-01-05T10:00' }, { at: '2026-01-06T10:00' }), study5({ performedAt: '2026-01-05T10:00' }, { at: '2026-01-06T10:01' }))
  })

  it('a sound study has no findings', () => {
    expect(said(study(session(1, { ...parts(1, 2), totalScore: 3, weightG: 20 }), session(2, { ...parts(1, 2), weightG: 20 }), allocation(1), given({ day: 1 })))).toEqual([])
  })
})
