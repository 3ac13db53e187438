import { describe, expect, it } from 'vitest'
import { comparability, comparabilityMatrix } from '../../../shared/domain/comparability/comparability.ts'
import { comparabilityFigure } from '../../../shared/figures/comparability-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { comparabilityOfBatches, comparabilityWithReferenceLot } from '../../../shared/reports/sections/comparability.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { idOf, sharedRecords, sideRecords, twoBatches } from '../../helpers/comparability-records.ts'

const three = makeNotebook([...sharedRecords(), ...sideRecords(1), ...sideRecords(2, { donor: { sex: 'male', genotype: undefined } }), ...sideRecords(3)])
const matrix = comparabilityMatrix(three, [1, 2, 3].map((s) => idOf('batch', s)))

describe('comparability figure', () => {
  const figure = comparabilityFigure(matrix)

  it('is strict SVG with title, description and table, and draws every field of every batch', () => {
    expect(figure?.svg).toMatch(/^<svg [^>]*role="img"/)
    expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
    expect(figure?.svg).not.toContain('data-mark="simulated"')
    const fields = matrix.comparisons[0]?.fields.length ?? 0
    expect([...(figure?.svg ?? '').matchAll(/data-id="/g)]).toHaveLength(2 * fields)
    expect(figure?.table.columns).toEqual(['Field', 'B-2', 'B-3'])
    expect(figure?.table.rows).toHaveLength(fields)
    expect(figure?.table.rows.slice(0, 3).map((r) => r[0])).toEqual(['Source of the cells', 'Species', 'Strain'])
    expect(figure?.table.rows).toContainEqual(['Sex', 'differs', 'equal'])
    expect(figure?.svg).toContain('1 ≠, 1 ?')
  })

  it('is marked when simulated, and absent without a second batch', () => {
    const sample = makeNotebook(buildSampleNotebook())
    expect(comparabilityFigure(comparabilityMatrix(sample, sample.all('batch').map((b) => b.id)))?.svg).toContain('data-mark="simulated"')
    expect(comparabilityFigure(comparabilityMatrix(three, [idOf('batch', 1)]))).toBeUndefined()
  })
})

describe('comparability section', () => {
  it('prints differences with both values, where they came from and why they matter; then what is missing', () => {
    const text = JSON.stringify(comparabilityOfBatches(matrix, new Map([['comparability', '<svg/>']])))
    for (const words of ['1 of 80 fields differ', 'Differences', 'Male cells in female recipients carry H-Y antigens.', 'male\\nD-2 /sex', 'female\\nD-1 /sex', 'Missing', 'subject: not recorded', 'Tolerances: doses ±10 %', '<svg/>']) expect(text).toContain(words)
    expect(text).toContain('None among the fields that could be compared.')
    expect(JSON.stringify(comparabilityOfBatches(comparabilityMatrix(three, [idOf('batch', 1)]), new Map()))).toContain('not recorded')
  })

  it('says why there is no reference lot', () => {
    expect(JSON.stringify(comparabilityWithReferenceLot({ comparison: null, reason: 'No reference lot is recorded.' }))).toContain('No reference lot is recorded.')
    const result = comparability(twoBatches({ donor: { origin: { type: 'simulated' }, sex: 'male' } }), idOf('batch', 2), { kind: 'batch', batchId: idOf('batch', 1) })
    expect(JSON.stringify(comparabilityWithReferenceLot({ comparison: result, reason: 'r' }))).toContain('male [simulated]')
  })
})
