import { describe, expect, it } from 'vitest'
import { effectiveConditions } from '../../../../shared/domain/culture/effective-conditions.ts'
import { cultureNotebook, passage, uuid } from '../../../helpers/culture-records.ts'

describe('effectiveConditions', () => {
  it('inherits what a passage does not state, and says from where', () => {
    const book = cultureNotebook(passage(1, { conditions: { serum: 'fetal bovine serum', oxygenPercent: 21 } }), passage(2, { conditions: { oxygenPercent: 5 } }, [1]), passage(3, {}, [2]))
    const p3 = book.get('passage', uuid(103))
    if (p3 === undefined) throw new Error('no passage')
    const { conditions } = effectiveConditions(book, p3)
    expect(conditions.get('serum')).toMatchObject({ value: 'fetal bovine serum', inherited: true, from: { code: 'BM-1-P1' } })
    expect(conditions.get('oxygenPercent')).toMatchObject({ value: 5, from: { code: 'BM-1-P2' } })
  })

  it('inherits nothing where pooled parents differ, and names the conflict', () => {
    const book = cultureNotebook(passage(1, { conditions: { oxygenPercent: 21, co2Percent: 5 } }), passage(2, { conditions: { oxygenPercent: 5, co2Percent: 5 } }), passage(3, {}, [1, 2]))
    const p3 = book.get('passage', uuid(103))
    if (p3 === undefined) throw new Error('no passage')
    const { conditions, conflicts } = effectiveConditions(book, p3)
    expect(conditions.get('co2Percent')?.value).toBe(5)
    expect(conditions.has('oxygenPercent')).toBe(false)
    expect(conflicts).toEqual([{ name: 'oxygenPercent', parents: ['BM-1-P1', 'BM-1-P2'] }])
  })

  it('keeps a conflict open for descendants until one of them states the condition', () => {
    const book = cultureNotebook(passage(1, { conditions: { oxygenPercent: 21 } }), passage(2, { conditions: { oxygenPercent: 5 } }), passage(3, {}, [1, 2]), passage(4, {}, [3]), passage(5, { conditions: { oxygenPercent: 2 } }, [4]))
    const of = (n: number) => {
      const p = book.get('passage', uuid(100 + n))
      if (p === undefined) throw new Error('no passage')
      return effectiveConditions(book, p)
    }
    expect(of(4).conflicts).toEqual([{ name: 'oxygenPercent', parents: ['BM-1-P1', 'BM-1-P2'] }])
    expect(of(5)).toMatchObject({ conflicts: [] })
    expect(of(5).conditions.get('oxygenPercent')?.value).toBe(2)
  })

  it('inherits nothing from a pool whose other parent is not on record', () => {
    const book = cultureNotebook(passage(1, { conditions: { co2Percent: 5 } }), passage(2, { parents: { [uuid(101)]: { order: 0 }, [uuid(199)]: { order: 1 } } }))
    const p2 = book.get('passage', uuid(102))
    if (p2 === undefined) throw new Error('no passage')
    expect(effectiveConditions(book, p2).conflicts).toEqual([{ name: 'co2Percent', parents: ['BM-1-P1', '1 not on record'] }])
  })

  it('works out pools of pools once each', () => {
    // 40 levels of two parents each would take 2^40 steps, were shared ancestors visited again.
    const levels = Array.from({ length: 40 }, (_, l) => [0, 1].map((side) => passage(2 * l + side, { number: l, ...(l === 0 ? { conditions: { co2Percent: 5 } } : {}) }, l === 0 ? [] : [2 * l - 2, 2 * l - 1])))
    const book = cultureNotebook(...levels.flat())
    const top = book.get('passage', uuid(179))
    if (top === undefined) throw new Error('no passage')
    expect(effectiveConditions(book, top).conditions.get('co2Percent')).toMatchObject({ value: 5, inherited: true })
  })
})
