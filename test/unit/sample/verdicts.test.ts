import { describe, expect, it } from 'vitest'
import { computeBatchResults } from '../../../shared/domain/results/compute-batch-results.ts'
import { findingsOf } from '../../../shared/domain/consistency/findings.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const notebook = makeNotebook(buildSampleNotebook())
const results = new Map(notebook.all('batch').map((b) => [b.code, computeBatchResults(notebook, b.id)]))

describe('what the sample notebook concludes', () => {
  it('has verdicts of every sort, by the rules, from the records alone', () => {
    const table = Object.fromEntries([...results.values()].flatMap((r) => (r?.pairs ?? []).map((p) => [p.code, [p.inVitro.verdict.label, p.inVivo.verdict.label, p.concordance, p.linkTier]])))
    expect(table).toEqual({
      'SCH-WT-A1': ['suppressive', 'inconclusive', 'undetermined', 'B'],
      'SCH-WT-A2': ['suppressive', 'inconclusive', 'undetermined', 'B'],
      'SCH-KO-A1': ['suppressive', 'inconclusive', 'undetermined', 'B'],
      'SIM-BALB': ['suppressive', 'worse', 'opposite', 'B'],
      'SIM-UC-1': ['suppressive', 'improved', 'concordant (benefit)', 'A'],
      'SIM-AD': ['suppressive', 'no relevant effect', 'in vitro only', 'A'],
      'SIM-LINE': ['inconclusive', 'not assessable', 'undetermined', null],
      'SIM-UC-2': ['suppressive', 'not assessable', 'undetermined', null],
      'SIM-UC-2-DIV': ['suppressive', 'not assessable', 'undetermined', null],
      'SIM-RAT': ['no relevant effect', 'inconclusive', 'undetermined', 'B'],
    })
  })

  it('says why: two runs, margins declared late, whole cages as units', () => {
    expect(pair('SIM-LINE-1', 'SIM-LINE')?.inVitro.verdict.reason).toContain('2 runs, 3 needed')
    const late = pair('SCH-KO', 'SCH-KO-A1')
    expect(late?.inVitro.margin.declaredBeforeData).toBe(false)
    expect(late?.inVitro.verdict.flags.join()).toContain('not declared before data')
    expect(pair('SIM-RAT-0001', 'SIM-RAT')?.inVivo.estimate?.nOf).toBe('cages')
  })

  it('the knock-out suppresses less than the wild type at the reference ratio', () => {
    expect(pair('SCH-KO', 'SCH-KO-A1')?.inVitro.estimate?.value ?? NaN).toBeLessThan(pair('SCH-WT', 'SCH-WT-A1')?.inVitro.estimate?.value ?? NaN)
  })

  it('marks every result on simulated data, and none of the growth that was published', () => {
    for (const [code, r] of results) {
      expect(r?.simulated, code).toBe(!code.startsWith('COL-'))
      for (const p of r?.pairs ?? []) expect(p.simulated, p.code).toBe(true)
    }
  })

  it('leads from an injected mouse to the vial and to a plate of that vial', () => {
    const chains = (results.get('SIM-UC-0001')?.custody.chains ?? []).filter((c) => c.experiment === 'SIM-CIA-UC')
    expect(chains.length).toBeGreaterThan(20)
    for (const c of chains) expect([c.vials.length, c.harvest, c.plates.length, c.gaps]).toEqual([1, 'SIM-UC-0001-P4', 1, []])
  })

  it('gives the pooled passage of the cell line a mean and a larger maximum of doublings', () => {
    const pooled = results.get('SIM-LINE-1')?.growth.passages.find((p) => p.code === 'SIM-LINE-1-P22')
    expect(pooled?.maximumCumulativeDoublings.value ?? 0).toBeGreaterThan(pooled?.cumulativeDoublings.value ?? Infinity)
  })

  it('has findings to show, all of them intended, and no error', () => {
    const findings = findingsOf(notebook)
    expect(findings.filter((f) => f.severity === 'error')).toEqual([])
    expect([...new Set(findings.map((f) => f.rule))].sort()).toEqual(['expired-lot', 'no-mycoplasma-test', 'old-mycoplasma-test', 'ratio-denominator-missing', 'reported-yield-inconsistent'])
  })
})

function pair(batchCode: string, code: string) {
  return results.get(batchCode)?.pairs.find((p) => p.code === code)
}
