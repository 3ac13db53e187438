import { describe, it, expect } from 'vitest'
import type { Notebook } from '../../../../shared/records/notebook.ts'
import { cultureNotebook as book, passage } from '../../../helpers/culture-records.ts'
import { assay, check, ofRule, plate, said } from '../../../helpers/finding-checks.ts'

type Json = Readonly<Record<string, unknown>>

const condition: Json = { order: 0, label: 'c', ratioDenominator: 'purified responders', readout: 'CFSE', generationCountsAs: 'events acquired', proliferationIndex: 'flowjo-percent-divided', respondersPerWell: 1e6, coCultureH: 72 }
const full: Json = { beads: 500, viabilityPercent: 90 }
const sample: Json = { role: 'sample', materialKey: 'a', ratioMscPerResponder: 0.1, generationCounts: [600, 200, 100], ...full }
const control: Json = { role: 'unstimulated-control', generationCounts: [900], ...full }
const stimulated: Json = { role: 'stimulated-control', generationCounts: [300, 400, 400], ...full }
const without = (of: Json, ...names: readonly string[]): Json => Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))

type Parts = { readonly wells?: Json; readonly condition?: Json; readonly assay?: Json; readonly plate?: Json }
function dye({ wells = {}, condition: more = condition, assay: own = {}, plate: of = { beadsAddedPerWell: 10_000 } }: Parts = {}): Notebook {
  return book(passage(1), assay({ conditions: { c: more }, background: 'unstimulated', ...own }), plate({ A1: sample, B1: stimulated, C1: control, ...wells }, of))
}

describe('findings about generation counts', () => {
  it('nothing to say about a complete plate', () => {
    expect(said(dye()).filter((t) => / PL-1 | S-1 /.test(t) && !t.includes('dangling-reference'))).toEqual([])
  })

  it('no undivided control with counts', () => {
    check('warning undivided-control-missing PL-1 /wells', dye({ wells: { C1: without(control, 'generationCounts') } }), dye())
    check('warning undivided-control-missing PL-1 /wells', dye({ wells: { C1: { ...control, excluded: { reason: 'spilled' } } } }), dye())
  })

  it('bead counts: added, acquired, more than added; an error where the declared index needs them', () => {
    check('warning bead-counts-missing PL-1 /beadsAddedPerWell', dye({ plate: {} }), dye())
    check('warning bead-counts-missing PL-1 /wells', dye({ wells: { A1: without(sample, 'beads') } }), dye({ wells: { A1: without(sample, 'beads') }, condition: { ...condition, generationCountsAs: 'cells per well' } }))
    check('error bead-counts-missing PL-1 /wells', dye({ wells: { A1: without(sample, 'beads') }, condition: { ...condition, proliferationIndex: 'absolute-divided-cells' } }), dye())
    check('error beads-above-added PL-1 /wells', dye({ plate: { beadsAddedPerWell: 499 } }), dye({ plate: { beadsAddedPerWell: 500 } }))
  })

  it('viability, and whether counts are events or cells', () => {
    check('warning generation-viability-missing PL-1 /wells', dye({ wells: { B1: without(stimulated, 'viabilityPercent') } }), dye())
    check('warning generation-counts-unclear S-1 /conditions/c/generationCountsAs', dye({ condition: without(condition, 'generationCountsAs') }), dye())
  })

  it('no index declared, and who carries the verdict then', () => {
    const none = without(condition, 'proliferationIndex')
    check('note division-index-undeclared S-1 /conditions/c/proliferationIndex', dye({ condition: none }), dye())
    expect(ofRule(dye({ condition: none }), 'division-index-undeclared')[0]?.reason).toMatch(/no verdict rests on them/)
    expect(ofRule(dye({ condition: none, wells: { A1: { ...sample, signal: 33 } } }), 'division-index-undeclared')[0]?.reason).toMatch(/recorded signals carry the verdict/)
  })

  it('an index declared, and wells without counts', () => {
    check('warning index-without-generations PL-1 /wells', dye({ wells: { A2: { ...without(sample, 'generationCounts'), signal: 33 } } }), dye({ wells: { A2: { role: 'empty' } } }))
  })

  it('an index that is 1 without division, used without background', () => {
    const expansion = { ...condition, proliferationIndex: 'flowjo-expansion-index' }
    check('warning index-needs-background S-1 /background', dye({ condition: expansion, assay: { background: 'none' } }), dye({ condition: expansion }))
    expect(ofRule(dye({ assay: { background: 'none' } }), 'index-needs-background')).toEqual([])
  })

  it('recorded signals that follow another index of the same counts, or none', () => {
    // 600, 200, 100: 33.3 % of the final cells divided, 17.24 % of the precursors.
    const read = (signal: number): Notebook => dye({ wells: { A1: { ...sample, signal } } })
    check('warning signal-of-another-index PL-1 /wells', read(33.3), read(17.2))
    expect(ofRule(read(33.3), 'signal-of-another-index')[0]?.reason).toBe('recorded signals agree with percent of final cells divided, not with Percent Divided (FlowJo): A1 (33.3 against 17.2)')
    expect(ofRule(read(50), 'signal-of-another-index')[0]?.reason).toMatch(/agree with no index of the counts/)
  })

  it('a cohort number that rises', () => {
    check('warning cohort-rises S-1 /conditions/c', dye({ condition: { ...condition, respondersPerWell: 8_000 } }), dye({ condition: { ...condition, respondersPerWell: 20_000 } }))
  })

  it('passes over excluded plates and assays', () => {
    const bare = { beads: undefined }
    expect(said(dye({ wells: { A1: without(sample, 'beads') }, plate: { excluded: { reason: 'dropped' }, ...without(bare, 'beads') } })).filter((t) => /bead|viability|undivided|generation|cohort/.test(t))).toEqual([])
  })
})
