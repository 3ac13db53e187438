import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../shared/domain/arthritis/arthritis.ts'
import { flowFigure } from '../../../shared/figures/flow-figure.ts'
import { experimentId, given, studyNotebook, type TestAnimal } from '../../helpers/arthritis-records.ts'

const animal = (fields: TestAnimal['fields'] = {}): TestAnimal => ({ scores: { 20: 0, 30: 4, 40: 4 }, fields: fields ?? {} })
const study = (allocation = {}) => studyNotebook({
  arms: {
    v: { role: 'vehicle', label: 'PBS', animals: [animal(), animal({ death: { day: 41, cause: 'scheduled' } })] },
    t: { role: 'treatment', label: 'MSC', animals: [animal(), animal({ excluded: { reason: 'wrong strain' } }), { scores: { 20: 0 }, fields: { death: { day: 22, cause: 'unrelated' } } }] },
  },
  others: [given(1, 't0', 20), given(2, 't1', 20, { quality: 'failed' }), given(3, 't2', 20)],
  allocation,
})
const texts = (svg: string): readonly string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1] ?? '')

describe('flow of the animals', () => {
  it('says for each arm who was allocated, dosed, died of what, was left out why, and analysed', () => {
    const figure = flowFigure(arthritisResults(study(), experimentId))
    const words = texts(figure?.svg ?? '')
    for (const expected of ['5 animals allocated to 2 arms', '3 allocated', 'every dose due: 2 of 3 animals', '1 injection failed', 'Died: 1', '1 unrelated (day 22)', '1 scheduled (day 41)', 'Left out: 2', 't1 excluded: wrong strain', 'Analysed: 1', 'Analysed: 2', 'not recorded']) expect(words).toContain(expected)
    expect(figure?.table.rows).toEqual([['PBS', 2, 1, 0, 0, 2], ['MSC', 3, 1, 1, 1, 1]])
    expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
  })

  it('shows nothing while the allocation is sealed', () => {
    expect(flowFigure(arthritisResults(study({ content: { state: 'sealed', algorithm: 'x', ciphertext: 'y', commitment: 'a'.repeat(64) } }), experimentId))).toBeUndefined()
  })
})
