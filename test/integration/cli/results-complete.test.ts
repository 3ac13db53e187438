import { describe, expect, it } from 'vitest'
import { computeBatchResults } from '../../../shared/domain/results/compute-batch-results.ts'
import type { BatchResults } from '../../../shared/domain/results/batch-results.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { seededRandom } from '../../../shared/statistics/seeded-random.ts'
import { estimatesIn, incompleteBecause, unprintableIn } from '../../helpers/estimates-in.ts'

const records = buildSampleNotebook()
const notebook = makeNotebook(records)
const batches = notebook.all('batch').map((b) => [b.code, b.id] as const)

function resultsOf(all: readonly AnyRecord[], batchId: string): BatchResults {
  const results = computeBatchResults(makeNotebook(all), batchId)
  if (results === undefined) throw new Error(`no results for ${batchId}`)
  return results
}

/** Told without the program's own rule: a record with any simulated value, or, where a field is named, one that is simulated throughout. */
function holdsSimulated(record: AnyRecord, pointer: string | undefined): boolean {
  const fields = Object.values(record.fieldOrigins ?? {}).map((origin) => origin.type)
  const types = [record.origin?.type, ...fields]
  return pointer === undefined ? types.includes('simulated') : types.every((type) => type === 'simulated')
}

const whole = new Map(batches.map(([code, id]) => [code, resultsOf(records, id)]))

describe.each(batches)('the results of %s', (code, batchId) => {
  const results = whole.get(code)

  it('hold nothing that JSON or a reader cannot take', () => {
    expect(unprintableIn(results)).toEqual([])
    expect(JSON.parse(JSON.stringify(results))).toEqual(results)
  })

  it('have, each, an interval or the reason why not, n and of what, method', () => {
    const found = estimatesIn(results)
    expect(found.length).toBeGreaterThan(3)
    expect(found.flatMap(incompleteBecause)).toEqual([])
  })

  it('say "simulated" wherever a simulated record went in', () => {
    const unmarked = estimatesIn(results).filter(({ estimate }) => !estimate.simulated && estimate.sources.some((s) => {
      const record = notebook.find(s.id)
      return record !== undefined && holdsSimulated(record, s.pointer)
    }))
    expect(unmarked.map((f) => f.at)).toEqual([])
    expect(results?.simulated).toBe(estimatesIn(results).some((f) => f.estimate.simulated))
  })

  it('lead back to records that are there', () => {
    const lost = estimatesIn(results).flatMap(({ at, estimate }) => estimate.sources.filter((s) => notebook.find(s.id) === undefined).map((s) => `${at} ${s.id}`))
    expect(lost).toEqual([])
  })

  it('do not depend on the order of the records', () => {
    const random = seededRandom(20260301)
    const shuffled = records.map((r) => [random.uniform(), r] as const).sort(([a], [b]) => a - b).map(([, r]) => r)
    expect(resultsOf(shuffled, batchId)).toEqual(results)
  })
})

it('the published passages alone are not simulated', () => {
  expect([...whole].filter(([, r]) => !r.simulated).map(([code]) => code).sort()).toEqual(['COL-58L', 'COL-58R', 'COL-59L', 'COL-59R'])
})
