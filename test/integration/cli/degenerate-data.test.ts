import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import type { BatchResults } from '../../../shared/domain/results/batch-results.ts'
import type { Estimate } from '../../../shared/domain/estimate.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { scoresOf } from '../../helpers/arthritis-records.ts'
import { batch, donor, grown, passage } from '../../helpers/culture-records.ts'
import { estimatesIn, incompleteBecause, unprintableIn } from '../../helpers/estimates-in.ts'
import { pairNotebook } from '../../helpers/pair-records.ts'
import { pdfText } from '../../helpers/pdf-text.ts'
import { runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'
import { plateWells, rowOf, setup } from '../../helpers/suppression-records.ts'

const scratch = await scratchFolder()
let runs = 0

type Outcome = { readonly results: BatchResults; readonly text: string; readonly packCode: number }

/** Packs, computes and prints records that are poor but honest: neither may fail, and nothing may be guessed. */
async function computed(records: readonly AnyRecord[]): Promise<Outcome> {
  runs++
  const eln = scratch.path(`${String(runs)}.eln`)
  const out = scratch.path(`reports-${String(runs)}`)
  const packed = await runHere('pack', await scratch.writeJson(`${String(runs)}.json`, { schema: 1, records }), '-o', eln)
  const done = await runHere('results', eln)
  const report = await runHere('report', eln, '-o', out)
  expect([packed, done, report].map((r) => r.stderr).join('')).not.toMatch(/fault of the program/)
  expect([exitCodes.done, exitCodes.errorsFound]).toContain(packed.code)
  expect([done.code, report.code]).toEqual([exitCodes.done, exitCodes.done])
  expect(done.stdout).not.toMatch(/NaN|Infinity/)
  const { batches } = JSON.parse(done.stdout) as { readonly batches: readonly BatchResults[] }
  const [results] = batches
  if (results === undefined) throw new Error('no batch')
  expect(unprintableIn(results)).toEqual([])
  expect(estimatesIn(results).flatMap(incompleteBecause)).toEqual([])
  const text = (await pdfText(await scratch.read(`reports-${String(runs)}/${results.batchCode}.pdf`))).join(' ')
  expect(text).not.toMatch(/\bNaN\b|\bundefined\b|\[object|\bnull\b/)
  return { results, text, packCode: packed.code }
}

/** Expects that there is no value, and that the reason is said in the results. */
function expectReason(estimate: Estimate | undefined, words: RegExp): void {
  expect(estimate).toMatchObject({ value: null, notAssessable: expect.stringMatching(words) })
}

const flat = (score: number) => ({ scores: scoresOf([20, 24, 28, 32, 36, 40], [score, score, score, score, score, score]) })
const onePlate = (wells: ReturnType<typeof plateWells>): readonly AnyRecord[] => setup({ plates: [{ wells, performedAt: '2026-01-10' }] })

describe('animals', () => {
  const arms = (v: readonly number[], t: readonly number[]): readonly AnyRecord[] =>
    pairNotebook({ study: { arms: { v: { role: 'vehicle', animals: v.map(flat) }, t: { role: 'treatment', animals: t.map(flat) } } } }).records

  it('one in each arm: an estimate without interval, and no verdict', async () => {
    const { results } = await computed(arms([8], [2]))
    const effect = results.arthritis[0]?.effects[0]
    expect(effect?.reductionPercent).toMatchObject({ value: 75, intervals: [], noInterval: expect.stringMatching(/./) })
    expect(effect?.test.p === null || effect?.test.p === 1).toBe(true)
    expect(['not assessable', 'inconclusive']).toContain(results.pairs[0]?.inVivo.verdict.kind)
  })

  it('all scores tied: no spread, no invented certainty', async () => {
    const { results } = await computed(arms([8, 8, 8, 8], [8, 8, 8, 8]))
    const effect = results.arthritis[0]?.effects[0]
    expect(effect?.cliffsDelta.value).toBe(0)
    expect(effect?.test.p === null || effect?.test.p === 1).toBe(true)
    expect(['benefit', 'harm']).not.toContain(results.pairs[0]?.inVivo.verdict.kind)
  })

  it('a vehicle arm without arthritis: nothing to reduce', async () => {
    const { results } = await computed(arms([0, 0, 0, 0], [0, 0, 0, 0]))
    expectReason(results.arthritis[0]?.effects[0]?.reductionPercent, /./)
    expect(results.pairs[0]?.inVivo.verdict.kind).toBe('not assessable')
  })

  it('an arm without animals', async () => {
    const { results } = await computed(arms([8, 7, 9], []))
    expectReason(results.arthritis[0]?.effects[0]?.reductionPercent, /./)
    expect(results.pairs[0]?.inVivo.verdict.kind).toBe('not assessable')
  })

  it('an experiment known only by what its animals got keeps its allocation and its scores', async () => {
    const { results } = await computed(arms([8, 7, 9, 8], [2, 3, 1, 2]).filter((r) => r.kind !== 'pair'))
    expect(results.arthritis.map((a) => [a.code, a.notAssessable, a.effects.length])).toEqual([['EXP-1', undefined, 1]])
  })

  it('negative scores are marked as errors and not averaged away', async () => {
    const { results, packCode } = await computed(arms([8, 7, 9], [-2, 1, 2]))
    expect(packCode).toBe(exitCodes.errorsFound)
    expect(results.findings.filter((f) => f.severity === 'error' && f.kind === 'scoring-session')).not.toEqual([])
    const summary = results.arthritis[0]?.animals.find((a) => a.animalKey === 't0')
    expect(summary?.meanScorePercent.value === null || summary?.excludedBecause !== undefined).toBe(true)
  })
})

describe('wells', () => {
  it('one of each role: an estimate without interval, and no verdict', async () => {
    const { results } = await computed(onePlate(plateWells([12000], [50000], [200])))
    const plate = results.suppression.series[0]?.plates[0]?.suppression
    expect(plate?.intervals).toEqual([])
    expect(`${plate?.noInterval ?? ''}${plate?.notAssessable ?? ''}`).toMatch(/./)
    expect(results.suppression.series[0]?.means[0]?.suppression).toMatchObject({ intervals: [], noInterval: expect.stringMatching(/1 run, 3 needed/) })
  })

  it('controls without signal: no suppression', async () => {
    const { results } = await computed(onePlate(plateWells([12000, 11000], [200, 200], [200, 200])))
    expectReason(results.suppression.series[0]?.plates[0]?.suppression, /control|background|stimul/i)
    expect(results.suppression.series[0]?.means[0]?.suppression.value ?? null).toBeNull()
  })

  it('stimulated controls missing', async () => {
    const { results } = await computed(onePlate(rowOf('A', 'sample', [12000, 11000], { materialKey: 'v1', responderKey: 'r1', ratioMscPerResponder: 0.1 })))
    expectReason(results.suppression.series[0]?.plates[0]?.suppression, /control/i)
  })

  it('all wells alike', async () => {
    const { results } = await computed(onePlate(plateWells([12000, 12000, 12000], [50000, 50000, 50000], [200, 200, 200])))
    const plate = results.suppression.series[0]?.plates[0]?.suppression
    expect(plate?.value).toBeCloseTo((100 * (50000 - 12000)) / (50000 - 200), 9)
  })

  it('ratio 0 in a well said to hold MSC is refused with a reason, not divided by', async () => {
    const { results, packCode } = await computed(onePlate(plateWells([12000, 11000], [50000, 51000], [200, 210], { ratioMscPerResponder: 0 })))
    expectReason(results.suppression.series[0]?.plates[0]?.suppression, /ratio is 0 .* must be above 0/)
    expect(results.suppression.series.flatMap((s) => s.means)).toEqual([])
    expect(packCode).toBe(exitCodes.errorsFound)
    expect(results.findings).toContainEqual(expect.objectContaining({ severity: 'error', rule: 'impossible-value', field: '/wells/A1/ratioMscPerResponder' }))
  })

  it('a negative signal is named as an error, and the suppression above 100 % is not clipped', async () => {
    const { results, packCode } = await computed(onePlate(plateWells([-5, 3, 2], [50000, 51000, 49000], [200, 210, 190])))
    expect(packCode).toBe(exitCodes.errorsFound)
    expect(results.findings).toContainEqual(expect.objectContaining({ severity: 'error', rule: 'impossible-value', field: '/wells/A1/signal' }))
    const value = results.suppression.series[0]?.plates[0]?.suppression.value ?? null
    expect(value === null || value > 100).toBe(true)
  })
})

describe('culture', () => {
  it.each([
    ['negative cells seeded', grown(-1e5, 2e5), /-100000.*must be above 0/],
    ['no cells harvested', grown(1e5, 0), /\b0\b|zero|no /i],
    ['no cells seeded', grown(0, 2e5), /\b0\b|zero|no /i],
    ['nothing recorded', {}, /not recorded|missing|unknown|blank/i],
  ])('%s: no doublings, with the reason', async (_name, fields, words) => {
    const { results, text } = await computed([donor(), batch(), passage(1, fields)])
    const pd = results.growth.passages[0]?.populationDoublings
    expectReason(pd, words)
    expect(text.replaceAll(/\s/g, '')).toContain(`PDnotassessable:${pd?.notAssessable ?? ''}`.replaceAll(/\s/g, ''))
  })
})
