import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import { pairResults } from '../../../../shared/domain/pairs/pairs.ts'
import { arthritisId, experimentId, recordedAt, scoresOf } from '../../../helpers/arthritis-records.ts'
import { ids, pairNotebook, pairOf, series } from '../../../helpers/pair-records.ts'

const blank = { blank: 'unknown' }

describe('a complete pair', () => {
  it('carries both verdicts, units, link, margins, and is a headline', () => {
    const pair = pairOf()
    expect(pair.inVitro.verdict).toMatchObject({ kind: 'benefit', label: 'suppressive', flags: [] })
    expect(pair.inVivo.verdict).toMatchObject({ kind: 'benefit', label: 'improved', flags: [] })
    expect(pair).toMatchObject({ concordance: 'concordant (benefit)', linkTier: 'A', headline: true, batchCode: 'B-1', simulated: false })
    expect(pair.inVitro.what).toBe('SA-1, contact, 1:10 (MSC : responders), thaw 1, thaw 2')
    expect(pair.inVivo.what).toBe('EXP-1, t against v, time-weighted mean score')
    expect(pair.inVitro.margin).toMatchObject({ value: 20, unit: 'points', declaredBeforeData: true, isLabDefault: false })
    expect(JSON.stringify(pair)).not.toMatch(/NaN|Infinity/)
  })

  it('pairs of other batches are not listed', () => {
    const notebook = pairNotebook()
    expect(pairResults(notebook, ids.donor, { series: [] }, [arthritisResults(notebook, experimentId)])).toEqual([])
  })
})

describe('the in-vitro side', () => {
  it('fewer than three runs are inconclusive and exclude nothing', () => {
    const pair = pairOf({}, [series([55, 60])])
    expect(pair.inVitro.verdict).toMatchObject({ kind: 'inconclusive', reason: '2 runs, 3 needed', excludesAbove: null })
    expect(pair.concordance).toBe('undetermined')
    expect(pair.concordanceReason).toContain('in vitro inconclusive: 2 runs, 3 needed')
    const two = series([55, 60])
    const [mean] = two.means
    const interval = { lower: 40, upper: 75, method: 't' }
    const means = mean === undefined ? [] : [{ ...mean, suppression: { unit: '%', value: 57.5, intervals: [{ level: 0.95, ...interval }, { level: 0.9, ...interval }], n: 2, nOf: 'runs', method: '', assumptions: [], warnings: [], simulated: false, sources: [] } as const }]
    expect(pairOf({}, [{ ...two, means }]).inVitro.verdict).toMatchObject({ kind: 'inconclusive', reason: '2 runs, 3 needed', excludesAbove: null })
    expect(pairOf({}, [series([55])]).inVitro.verdict.reason).toBe('1 run, 3 needed')
  })

  it.each([
    ['no series', [], 'no wells with these materials'],
    ['another condition', [series([55, 60, 70], { conditionKey: 'c2' })], 'no wells with these materials'],
    ['another ratio', [series([55, 60, 70], { means: [] })], 'no run at the ratio 1:10'],
    ['materials of two preparations', [series([55, 60, 70], { materialKeys: ['m1'] }), series([55, 60, 70], { materialKeys: ['m2'], preparation: 'P5' })], 'never pooled: P3, thawed; P5'],
    ['runs left out', [series([55, 60, 70], { materialKeys: ['m1', 'm2', 'm9'] })], 'runs must not be chosen'],
    ['a material without wells', [series([55, 60, 70], { materialKeys: ['m1'] })], 'no wells hold the materials thaw 2'],
    ['two relations', [series([55, 60, 70]), series([55, 60, 70], { relation: 'syngeneic' })], 'different relations'],
  ] as const)('not assessable: %s', (_, all, reason) => {
    const pair = pairOf({}, all)
    expect(pair.inVitro.verdict.kind).toBe('not assessable')
    expect(pair.inVitro.verdict.reason).toContain(reason)
    expect(pair.inVitro.estimate).toBeNull()
  })

  it('a missing side says so', () => {
    const notebook = pairNotebook()
    const record = notebook.get('pair', ids.pair)
    const { inVitro: _, ...half } = record ?? {}
    const pair = pairOf({ pair: {}, others: [{ ...half, id: arthritisId(300), code: 'A-HALF' }] })
    expect(pair.code).toBe('A-HALF')
    expect(pair.inVitro).toMatchObject({ present: false, what: 'no in vitro side', verdict: { kind: 'not assessable', reason: 'the pair has no in vitro side' } })
    expect(pair).toMatchObject({ linkTier: null, headline: false, concordance: 'undetermined' })
  })
})

describe('the in-vivo side', () => {
  const experiment = (fields: Readonly<Record<string, unknown>>) => pairOf({ study: { experiment: fields } }).inVivo.verdict

  it('prints beside the verdict what was not randomised, not blinded or not declared', () => {
    expect(experiment({ randomisation: 'no', blinding: { outcome: 'not blinded' }, primaryOutcome: blank }).flags).toEqual(['not randomised', 'outcome assessment not blinded', 'no primary outcome declared; the time-weighted mean score is judged'])
    expect(experiment({ randomisation: blank, blinding: {} }).flags).toEqual(['randomisation not recorded', 'blinding of outcome assessment not recorded'])
  })

  it('is not assessable when validity failed, while numbers stay', () => {
    const pair = pairOf({ study: { experiment: { doseRelease: 'failed' } } })
    expect(pair.inVivo.verdict).toMatchObject({ kind: 'not assessable', rule: 1, reason: 'the release of the dose failed' })
    expect(pair.inVivo.estimate?.value).toBeCloseTo(100 * (1 - 1.875 / 7.875), 9)
    expect(experiment({ incidenceLimitPercent: 100, onsetMinimumScore: 9 }).reason).toContain('vehicle incidence below')
  })

  it('does not judge another outcome than the declared primary one', () => {
    expect(experiment({ primaryOutcome: 'histology' })).toMatchObject({ kind: 'not assessable', reason: expect.stringContaining('declared primary outcome is "histology"') as string })
  })

  it('needs the declared test: estimate and test disagreeing is inconclusive', () => {
    expect(experiment({ declaredTest: 'other' })).toMatchObject({ kind: 'inconclusive', reason: expect.stringContaining('gave no p value') as string })
  })

  it('an arm compared with something else than a vehicle arm', () => {
    const verdict = pairOf({ pair: { inVivo: { experimentId, armKey: 'v', vehicleArmKey: 't' } } }).inVivo.verdict
    expect(verdict).toMatchObject({ kind: 'not assessable', reason: expect.stringContaining('not a vehicle arm') as string })
  })

  it('a sealed allocation leaves the pair undetermined', () => {
    const pair = pairOf({ study: { allocation: { content: { state: 'sealed', algorithm: 'x', ciphertext: 'y', commitment: 'a'.repeat(64) } } } })
    expect(pair.inVivo.verdict.reason).toContain('sealed')
    expect(pair.inVivo.estimate).toBeNull()
  })

  it('a verdict that depends on how deaths are treated becomes inconclusive', () => {
    const days = [20, 24, 28, 32, 36, 40]
    const course = (level: number, i: number, last = 40) => scoresOf(days.filter((d) => d <= last), [0, 1, 1, 1, 1, 1].map((x) => x * (level + (i % 3) - 1)))
    const well = (n: number) => Array.from({ length: n }, (_, i) => ({ scores: course(2, i) }))
    const vehicle = Array.from({ length: 9 }, (_, i) => ({ scores: course(6, i) }))
    // Five of nine treated animals die of the treatment, hardly arthritic: by the rule for deaths they count as worst, observed they do not.
    const dying = Array.from({ length: 5 }, (_, i) => ({ scores: course(2, i, 24), fields: { death: { day: 25, cause: 'treatment-related' } } }))
    const study = { arms: { v: { role: 'vehicle', animals: vehicle }, t: { role: 'treatment', animals: [...well(4), ...dying] } } }
    const pair = pairOf({ study })
    expect(pair.inVivo.verdict.kind).toBe('inconclusive')
    const few = pairOf({ study: { arms: { v: { role: 'vehicle', animals: vehicle }, t: { role: 'treatment', animals: well(9) } } } })
    expect(few.inVivo.verdict.kind).toBe('benefit')
    const allDie = { arms: { v: { role: 'vehicle', animals: vehicle }, t: { role: 'treatment', animals: Array.from({ length: 9 }, (_, i) => ({ scores: course(2, i, 24), fields: { death: { day: 25 + (i % 3), cause: 'treatment-related' } } })) } } }
    expect(pairOf({ study: allDie }).inVivo.verdict).toMatchObject({ kind: 'inconclusive', reason: expect.stringMatching(/depends on how deaths are treated: worse by the rule for deaths, improved with last value carried forward/) as string })
  })
})

describe('what stands beside the verdicts', () => {
  it('exclusions on both sides', () => {
    const plates = [{ plateId: ids.plate, plateCode: 'PL-1', materialKey: 'm1', responderKey: 'r1', ratio: 0.1, suppression: series([1, 2, 3]).means[0]?.suppression ?? fail(), stimulationIndex: 5, wells: { sample: [], stimulated: [], background: [], excluded: [{ well: 'A1', signal: 3, excludedBecause: 'bubble' }, { well: 'A2', signal: 3, excludedBecause: 'bubble' }] } }]
    const study = { arms: { v: { role: 'vehicle', label: 'PBS', animals: [{ scores: { 20: 0, 30: 4, 40: 6 } }, { scores: { 20: 0, 30: 4, 40: 5 } }, { scores: { 20: 0 }, fields: { excluded: { reason: 'escaped' } } }] }, t: { role: 'treatment', label: 'MSC', animals: [{ scores: { 20: 0, 30: 2, 40: 1 } }, { scores: { 20: 0, 30: 1, 40: 1 } }, { scores: { 20: 0, 24: 0 } }] } } }
    expect(pairOf({ study, plate: { excluded: { reason: 'contaminated' } } }, [series([55, 60, 70], { plates })]).exclusions).toEqual([
      'plate PL-1 excluded: contaminated',
      'plate PL-1: bubble (wells A1, A2)',
      'PBS: animal v2 excluded: escaped',
      'MSC: animal t2 missing: observed during 20 % of the window, 50 % needed',
    ])
  })

  it('ten risk-of-bias items, unclear where nothing is recorded', () => {
    const items = pairOf().biasItems
    expect(items).toHaveLength(10)
    const of = (start: string, fields: Readonly<Record<string, unknown>> = {}) => pairOf({ study: { experiment: fields } }).biasItems.find((i) => i.item.startsWith(start))?.judgement
    expect(of('Sequence')).toBe('unclear: randomised, but the method is not recorded')
    expect(of('Sequence', { randomisationMethod: 'blocks of 4' })).toBe('low: randomised (blocks of 4)')
    expect(of('Sequence', { randomisation: 'no' })).toBe('high: not randomised')
    expect(of('Allocation')).toContain('unclear')
    expect(of('Blinding of caregivers', { blinding: { conduct: 'not blinded' } })).toContain('high')
    expect(of('Blinding of outcome')).toContain('low')
    expect(of('Random housing', { cageScheme: 'randomised within cage' })).toContain('low')
    expect(of('Random outcome')).toContain('unclear')
    expect(of('Incomplete')).toBe('low: every allocated animal is analysed')
    expect(of('Selective', { registration: 'PCT-1' })).toContain('low')
    expect(of('Baseline')).toContain('unclear')
    expect(of('Other')).toContain('unclear')
  })

  it('mycoplasma status at use on both sides', () => {
    const test = (n: number, performedAt: string, result: string) => ({ kind: 'quality-test', id: arthritisId(400 + n), recordedAt, test: 'mycoplasma', subject: { type: 'passage', passageId: ids.p3 }, performedAt, result })
    expect(pairOf().mycoplasma).toBe('in vitro: none recorded before use: thaw 1, thaw 2. in vivo: none recorded before use: vial V-2')
    const fresh = pairOf({ others: [test(1, '2026-01-05', 'pass'), test(2, '2025-10-01', 'fail')] }).mycoplasma
    expect(fresh).toContain('in vitro: negative (test of passage B-1-P3, 5 days before use): thaw 1')
    expect(fresh).toContain('in vivo: negative (test of passage B-1-P3, 16 days before use): vial V-2')
    expect(pairOf({ others: [test(1, '2025-12-11', 'pass')] }).mycoplasma).toContain('in vitro: negative (test of passage B-1-P3, 30 days')
    expect(pairOf({ others: [test(1, '2025-12-10', 'pass')] }).mycoplasma).toContain('negative, but older than 30 days')
    expect(pairOf({ others: [test(1, '2026-01-05', 'fail')] }).mycoplasma).toContain('POSITIVE')
    expect(pairOf({ others: [test(1, '2026-01-11', 'pass')] }).mycoplasma).toMatch(/in vitro: none recorded before use: thaw 1/)
  })

  it('simulated data on either side mark the pair', () => {
    expect(pairOf({ study: { session: () => ({ origin: { type: 'simulated' } }) } })).toMatchObject({ simulated: true, inVivo: { verdict: { simulated: true } }, inVitro: { verdict: { simulated: false } } })
  })
})

function fail(): never {
  throw new Error('missing')
}
