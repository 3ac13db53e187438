import { describe, expect, it } from 'vitest'
import { arthritisId, recordedAt } from '../../../helpers/arthritis-records.ts'
import { armOf, doseOf, dosesOf, injection, passageId, plannedDose, preparationId, vialId } from '../../../helpers/dose-records.ts'

const twice = { d1: plannedDose(1, 20), d2: plannedDose(2, 27) }

describe('one dose of one animal', () => {
  it('cells, cells per kg, deviation, viability after the needle', () => {
    // 160 µl of 5 million per ml: 800,000 live cells in 20 g; 1 million were planned; 81/90 of them alive after the needle.
    const d = doseOf(dosesOf({ given: [injection('t0', 20, { volumeUl: 160, doseKey: 'd1' })] }), 't0')
    expect(d).toMatchObject({ status: 'given', day: 20, injections: 1, preparations: ['PR-1'], passages: ['B-P3'], isPlanned: true, notes: [] })
    expect([d.nominal.value, d.actual.value, d.perKg.value, d.viability.value, d.viabilityAfter.value, d.viableAfter.value]).toEqual([1e6, 8e5, 4e7, 90, 81, 7.2e5])
    expect(d.deviation.value).toBeCloseTo(-20, 10)
    expect(d.actual).toMatchObject({ unit: 'cells', n: 1, nOf: 'doses', noInterval: expect.stringContaining('one animal') as string })
    expect(d.actual.sources.map((s) => s.kind)).toEqual(['administration', 'preparation'])
  })

  it('several injections of one dose are summed, failed ones give none, partial ones count with their volume', () => {
    const r = dosesOf({ preparations: [{}, { liveCellsPerMl: 2e6, viabilityPercent: 80, viabilityAfterInjectionPercent: 40 }], given: [
      injection('t0', 20, { quality: 'partial', volumeUl: 100 }), injection('t0', 20.2, { volumeUl: 50, preparationId: preparationId(2), bodyWeightG: 25 }),
      injection('t1', 20, { quality: 'failed' }),
    ] })
    const d = doseOf(r, 't0')
    // 500,000 in 20 g and 100,000 in 25 g.
    expect([d.actual.value, d.perKg.value, d.viability.value, d.viableAfter.value]).toEqual([6e5, 2.5e7 + 4e6, 80, 5e5 * 0.9 + 1e5 * 0.5])
    expect(d).toMatchObject({ status: 'given', injections: 2, passages: ['B-P3', 'B-P4'] })
    expect(d.notes.join()).toContain('2 injections for this dose')
    expect(d.notes.join()).toContain('partial injection')
    const failed = doseOf(r, 't1')
    expect(failed).toMatchObject({ status: 'failed' })
    expect([failed.actual.value, failed.perKg.value, failed.deviation.value, failed.viability.value]).toEqual([0, 0, -100, null])
    expect(failed.viability.notAssessable).toBe('no injection succeeded')
    expect(r.warnings).toEqual([
      'v: no administration is recorded.',
      'MSC, dose 1: the cells given deviate by more than 10 % from nominal in 2 of 2 animals (t0 −40.0 %, t1 −100 %).',
      'MSC, dose 1: the injection failed in 1 of 2 animals (t1).',
      'MSC, dose 1: cells of different passages (B-P3 and B-P4; B-P3).',
    ])
  })

  it('takes the weight of the injection, of that day, of the start, and says so', () => {
    const weighed = (more: Readonly<Record<string, unknown>>, day = 20) => dosesOf({
      animals: [{ startWeightG: 16 }], given: [injection('t0', day, { doseKey: 'd1', bodyWeightG: { blank: 'not-measured' }, ...more })],
      others: [{ kind: 'scoring-session', id: arthritisId(900), recordedAt, experimentId: arthritisId(1), day: 20, observations: { t0: { order: 0, weightG: 25 } } }],
    })
    expect(doseOf(weighed({ bodyWeightG: 20 }), 't0').perKg).toMatchObject({ value: 5e7, warnings: [] })
    expect(doseOf(weighed({}), 't0').perKg).toMatchObject({ value: 4e7, warnings: ["weight of that day's session"] })
    expect(doseOf(weighed({}, 22), 't0').perKg).toMatchObject({ value: 6.25e7, warnings: ['no weight on the day of the dose: weight at start'] })
    expect(armOf(weighed({}, 22)).all.perKg.warnings).toEqual(['1 of 1 animals: no weight on the day of the dose: weight at start.'])
    expect(doseOf(weighed({ bodyWeightG: 0 }), 't0').perKg.notAssessable).toContain('0 g is impossible')
    expect(doseOf(dosesOf({ given: [injection('t0', 20, { bodyWeightG: { blank: 'not-measured' } })] }), 't0').perKg.notAssessable).toBe('no body weight is recorded')
  })

  it('cells planned per kg are counted with the weight of that injection', () => {
    const d = doseOf(dosesOf({ doses: { d1: { order: 0, day: 20, cellsPerKg: 4e7 } }, given: [injection('t0', 20)] }), 't0')
    expect([d.nominal.value, d.deviation.value]).toEqual([8e5, 25])
  })

  it('names what is missing or impossible instead of a number', () => {
    const reason = (more: Readonly<Record<string, unknown>>, preparation: Readonly<Record<string, unknown>> = {}) => doseOf(dosesOf({ preparations: [preparation], given: [injection('t0', 20, more)] }), 't0').actual.notAssessable
    expect(reason({ preparationId: { blank: 'unknown' } })).toBe('no cell preparation is named')
    expect(reason({ volumeUl: { blank: 'not-measured' } })).toBe('the volume given is not recorded')
    expect(reason({}, { liveCellsPerMl: { blank: 'not-measured' } })).toContain('live cells per ml of preparation PR-1')
    expect(reason({ volumeUl: -1 })).toContain('impossible')
    const v = (preparation: Readonly<Record<string, unknown>>) => doseOf(dosesOf({ preparations: [preparation], given: [injection('t0', 20)] }), 't0')
    expect(v({ viabilityPercent: 120 }).viability.notAssessable).toContain('120 % is impossible')
    expect(v({ viabilityPercent: 0 }).viableAfter.notAssessable).toContain('0 %')
    expect(v({ viabilityAfterInjectionPercent: { blank: 'not-measured' } }).viableAfter.notAssessable).toBe('viability after the injection: not recorded')
  })

  it('hours from thaw: from the vials where both times are known, else as recorded', () => {
    const vials = { vials: { [vialId(1)]: { order: 0 }, [vialId(2)]: { order: 1 } } }
    const vial = (n: number, at: string) => ({ kind: 'vial', id: vialId(n), recordedAt, code: `V-${String(n)}`, bankId: arthritisId(350), thaw: { at } })
    const hours = (at: string | undefined, preparation: Readonly<Record<string, unknown>>, thaws: readonly string[]) => doseOf(dosesOf({
      preparations: [{ ...vials, ...preparation }], given: [injection('t0', 20, at === undefined ? {} : { performedAt: at })],
      others: [{ kind: 'bank', id: arthritisId(350), recordedAt, code: 'BK', passageId: passageId(1) }, ...thaws.map((t, i) => vial(i + 1, t))],
    }), 't0').hoursFromThaw
    expect(hours('2026-01-21T12:30', {}, ['2026-01-21T09:30', '2026-01-21T10:00'])).toMatchObject({ value: 3, method: expect.stringContaining('first thaw of its vials') as string })
    expect(hours('2026-01-21', { hoursFromThaw: 2 }, ['2026-01-21T09:30', '2026-01-21T10:00'])).toMatchObject({ value: 2, method: expect.stringContaining('as recorded') as string })
    expect(hours('2026-01-21T09:00', {}, ['2026-01-21T09:30', '2026-01-21T10:00']).notAssessable).toContain('before its vial was thawed')
    expect(hours(undefined, {}, ['2026-01-21T09:30', '2026-01-21T10:00']).notAssessable).toContain('not known to the minute')
    expect(hours('2026-01-21T12:30', {}, []).notAssessable).toContain('fresh cells, or not entered')
  })
})

describe('which dose an injection is, and what became of a dose', () => {
  it('by the dose it names, else by its day, else outside the plan', () => {
    const r = dosesOf({ doses: twice, animals: [{}, {}, {}], given: [
      injection('t0', 28, { doseKey: 'd2' }), injection('t0', 20.4), injection('t1', 27), injection('t1', 24), injection('t1', 24.5), injection('t2', 20, { doseKey: 'gone' }),
    ] })
    expect(doseOf(r, 't0', 2)).toMatchObject({ day: 28, status: 'given' })
    expect(doseOf(r, 't0', 1).notes.join()).toContain('taken as the one planned for its day')
    expect(doseOf(r, 't1', 3)).toMatchObject({ isPlanned: false, injections: 2, day: 24, notes: expect.arrayContaining(['fits no planned dose']) as string[] })
    expect(doseOf(r, 't2', 3)).toMatchObject({ isPlanned: false })
    expect(r.warnings.join('\n')).toContain('MSC, dose 3: an injection fits no planned dose in 2 of 2 animals (t1, t2).')
  })

  it('missing, not due after death or beyond the records, not recorded', () => {
    const r = dosesOf({ doses: { ...twice, d3: plannedDose(3, 60) }, animals: [{}, { death: { day: 25, cause: 'unrelated' } }, {}], given: [injection('t0', 20), injection('t1', 20), injection('t2', 20), injection('t2', 27)] })
    expect(doseOf(r, 't0', 2)).toMatchObject({ status: 'missed', actual: { value: null, notAssessable: 'due, but no injection is on record' } })
    expect(doseOf(r, 't1', 2)).toMatchObject({ status: 'not due', actual: { notAssessable: 'the animal had died' } })
    expect(doseOf(r, 't2', 3)).toMatchObject({ status: 'not due', actual: { notAssessable: 'the records do not reach the day of this dose' } })
    expect(armOf(r).doses[1]?.counts).toEqual({ given: 1, partial: 0, failed: 0, missed: 1, 'not due': 1, 'not recorded': 0 })
    expect(armOf(r, 'v').doses[0]?.counts['not recorded']).toBe(1)
    expect(r.warnings).toContain('MSC, dose 2: due, but no injection is on record in 1 of 3 animals (t0).')
    expect(dosesOf({}).warnings).toEqual(['No administration is recorded: what the animals really got is not known.'])
  })

  it('onset-relative: due on the own onset plus the planned day', () => {
    const r = dosesOf({ experiment: { timing: 'onset-relative' }, doses: { d1: plannedDose(1, 1), d2: plannedDose(2, 8) }, animals: [{ onsetDay: 24 }, { onsetDay: 30 }, {}], given: [injection('t0', 25), injection('t0', 32), injection('t1', 31)] })
    expect([doseOf(r, 't0', 1).day, doseOf(r, 't0', 2).day, doseOf(r, 't1', 1).day]).toEqual([25, 32, 31])
    expect(doseOf(r, 't1', 2).status).toBe('missed')
    expect(doseOf(r, 't2', 1)).toMatchObject({ status: 'not recorded', actual: { notAssessable: expect.stringContaining('own onset is not recorded') as string } })
  })
})

describe('doses of an arm', () => {
  it('means over animals with intervals; excluded animals are listed and left out; a missing dose counts as no cells in the sum', () => {
    const r = dosesOf({ doses: twice, animals: [{}, {}, {}, { excluded: { reason: 'wrong strain' } }], given: [
      injection('t0', 20), injection('t0', 27, { volumeUl: 180 }), injection('t1', 20), injection('t2', 20, { volumeUl: 240 }), injection('t2', 27, { volumeUl: 220 }), injection('t3', 20, { volumeUl: 999 }),
    ] })
    const arm = armOf(r)
    expect(arm.dosedAnimals).toBe(3)
    // Dose 1: 1, 1 and 1.2 million; both doses: 1.9, 1 and 2.3 million of 2 million planned.
    expect(arm.doses[0]?.actual).toMatchObject({ value: 3.2e6 / 3, n: 3, nOf: 'animals' })
    expect(arm.doses[0]?.actual.intervals.map((i) => i.level)).toEqual([0.9, 0.95])
    expect(arm.doses[0]?.nominal.noInterval).toContain('planned, not sampled')
    expect(arm.all.actual.value).toBeCloseTo(5.2e6 / 3, 6)
    expect(arm.all.nominal.value).toBe(2e6)
    expect(arm.all.deviation.value).toBeCloseTo((-5 - 50 + 15) / 3, 10)
    expect(doseOf(r, 't3')).toMatchObject({ excludedBecause: 'wrong strain' })
    expect(arm.doses[0]?.viability.noInterval).toContain('once a preparation')
  })

  it('warns of passages that differ within a dose and between doses', () => {
    const r = dosesOf({ doses: twice, preparations: [{}, {}], given: [injection('t0', 20), injection('t1', 20, { preparationId: preparationId(2) }), injection('t0', 27, { preparationId: preparationId(2) }), injection('t1', 27, { preparationId: preparationId(2) })] })
    expect(r.warnings).toContain('MSC, dose 1: cells of different passages (B-P3; B-P4).')
    expect(r.warnings).toContain('MSC: the doses differ in passage (dose 1: B-P3 and B-P4; dose 2: B-P4).')
    const alike = dosesOf({ doses: twice, given: [injection('t0', 20), injection('t0', 27)] })
    expect(alike.warnings.filter((w) => w.includes('passage'))).toEqual([])
  })

  it('the limit of the deviation is a setting of the lab; exactly at the limit is within it', () => {
    const off = (volumeUl: number, limit?: number) => dosesOf({ animals: [{}], given: [injection('t0', 20, { volumeUl })], others: limit === undefined ? [] : [{ kind: 'lab-settings', id: arthritisId(800), recordedAt, doseDeviationPercent: limit }] })
    expect(off(220).warnings.filter((w) => w.includes('deviate'))).toEqual([])
    expect(off(221).warnings.filter((w) => w.includes('deviate'))).toHaveLength(1)
    expect(off(179).warnings.join()).toContain('t0 −10.5 %')
    expect(off(221, 15)).toMatchObject({ limitPercent: 15 })
    expect(off(221, 15).warnings.filter((w) => w.includes('deviate'))).toEqual([])
  })
})
