import { describe, expect, it } from 'vitest'
import { record, uuid } from '../../../helpers/culture-records.ts'
import { allocation, check, experiment, given, ofRule, session, study } from '../../../helpers/finding-checks.ts'

type Json = Readonly<Record<string, unknown>>
const arms = (more: Json = {}): Json => ({ v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} }, t: { order: 1, label: 'cells', role: 'treatment', doses: {}, ...more } })
/** Two animals, allocated as said. */
const two = (fields: Json, of: Readonly<Record<string, string>>, animal: (i: number) => Json = () => ({}), more: Json = {}) => study(
  experiment({ arms: arms(), animals: { m1: { order: 0, earTag: '12', ...animal(1) }, m2: { order: 1, earTag: '13', ...animal(2) } }, cages: { k: { order: 0, label: 'K' }, l: { order: 1, label: 'L' } }, ...fields }),
  record({ kind: 'allocation', id: uuid(461), experimentId: uuid(400), content: { state: 'open', assignments: Object.fromEntries(Object.entries(of).map(([key, armKey]) => [key, { armKey }])) }, ...more }),
)
const inCage = () => ({ cageKey: 'k' })

describe('findings about cages, animals and allocation', () => {
  it('cages against the scheme', () => {
    check(`error cage-with-two-arms ${uuid(461)} /content/assignments`, two({ cageScheme: 'whole cages' }, { m1: 'v', m2: 't' }, inCage), two({ cageScheme: 'whole cages' }, { m1: 't', m2: 't' }, inCage))
    check(`warning cage-with-one-arm ${uuid(461)} /content/assignments`, two({ cageScheme: 'randomised within cage' }, { m1: 't', m2: 't' }, inCage), two({ cageScheme: 'randomised within cage' }, { m1: 'v', m2: 't' }, inCage))
    expect(ofRule(two({ cageScheme: 'randomised within cage' }, { m1: 't', m2: 'v' }, (i) => ({ cageKey: i === 1 ? 'k' : 'l' })), 'cage-with-one-arm'), 'a single animal').toEqual([])
    check('warning animal-without-cage CIA-1 /animals/m2', two({ cageScheme: 'whole cages' }, { m1: 't' }, (i) => (i === 1 ? inCage() : {})), two({ cageScheme: 'not recorded' }, { m1: 't' }))
  })

  it('numbers against the plan, births, scheduled deaths before the end', () => {
    const planned = (n: number) => study(experiment({ arms: arms({ plannedAnimals: n }) }), allocation(1))
    check(`warning animals-against-plan ${uuid(461)} /content/assignments`, planned(2), planned(1))
    const born = (bornAt: string) => study(experiment({ day0At: '2026-01-10' }, { bornAt }))
    check('error born-after-day-0 CIA-1 /animals/m1/bornAt', born('2026-01-11'), born('2026-01-10'))
    const died = (day: number, cause = 'scheduled') => study(experiment({ plannedEndDay: 40 }, { death: { day, cause } }))
    check('warning scheduled-death-early CIA-1 /animals/m1/death', died(39), died(40))
    check('warning scheduled-death-early CIA-1 /animals/m1/death', died(39), died(39, 'unrelated'))
  })

  it('an allocation made after the first injection; criteria declared after data', () => {
    const made = (madeAt: string) => study(record({ kind: 'allocation', id: uuid(461), experimentId: uuid(400), madeAt, content: { state: 'open', assignments: { m1: { armKey: 't' } } } }), given({ performedAt: '2026-01-20T10:00' }))
    check(`error allocated-after-first-dose ${uuid(461)} /madeAt`, made('2026-01-21T08:00:00Z'), made('2026-01-20T18:00:00Z'))
    const declared = (criteriaDeclaredAt: string) => study(experiment({ criteriaDeclaredAt }), session(5, {}, 'm1', { performedAt: '2026-01-15' }))
    check('warning criteria-after-data CIA-1 /criteriaDeclaredAt', declared('2026-01-16T08:00:00Z'), declared('2026-01-15T08:00:00Z'))
  })
})

describe('findings about blinding', () => {
  const blinded = (more: Json, fields: Json = {}) => study(experiment({ blinding: { outcome: 'blinded' }, ...fields }), session(5, {}, 'm1', more))
  it('an observer who was not blinded, scores after unblinding', () => {
    check(`warning observer-not-blinded ${uuid(415)} /observerBlinded`, blinded({ observerBlinded: false }), blinded({ observerBlinded: true }))
    expect(ofRule(blinded({ observerBlinded: false }, { blinding: { outcome: 'not blinded' } }), 'observer-not-blinded')).toEqual([])
    const scored = (performedAt: string) => blinded({ performedAt }, { unblindedAt: '2026-02-01T09:00:00Z' })
    check(`warning scored-after-unblinding ${uuid(415)} /performedAt`, scored('2026-02-02'), scored('2026-02-01'))
  })
})

describe('findings about timing and sessions', () => {
  const timed = (timing: string, totalScore: number) => study(experiment({ timing, onsetMinimumScore: 2 }), session(18, { totalScore }), given({ day: 20 }))
  it('treatment against the scores before the first dose', () => {
    check('warning timing-against-scores CIA-1 /timing', timed('prophylactic', 2), timed('prophylactic', 1))
    check('warning timing-against-scores CIA-1 /timing', timed('therapeutic', 1), timed('therapeutic', 2))
    expect(ofRule(timed('semi-established', 8), 'timing-against-scores')).toEqual([])
  })

  it('onset-relative: dosed before the own onset, onset not recorded', () => {
    const relative = (day: number, animal: Json) => study(experiment({ timing: 'onset-relative' }, animal), given({ day }))
    check(`error dose-before-onset ${uuid(450)} /day`, relative(23, { onsetDay: 24 }), relative(24, { onsetDay: 24 }))
    check('warning onset-not-recorded CIA-1 /animals/m1/onsetDay', relative(24, {}), relative(24, { onsetDay: 24 }))
  })

  it('two scores of one day, animals not seen', () => {
    const twice = (second: number) => study(session(5, { totalScore: 2 }), session(5, { totalScore: second }, 'm1', { id: uuid(429) }))
    check(`error two-scores-of-one-day ${uuid(429)} /observations/m1`, twice(3), twice(2))
    const seen = (animal: Json, day = 5) => study(
      experiment({ animals: { m1: { order: 0, earTag: '12' }, m2: { order: 1, earTag: '13', ...animal } } }), session(day, {}),
      record({ kind: 'allocation', id: uuid(461), experimentId: uuid(400), content: { state: 'open', assignments: { m1: { armKey: 't' }, m2: { armKey: 'v' } } } }),
    )
    const field = `note animals-not-seen ${uuid(415)} /observations`
    check(field, seen({}), seen({ death: { day: 5, cause: 'unrelated' } }))
    check(field, seen({}), seen({ excluded: { reason: 'never immunised' } }))
  })
})
