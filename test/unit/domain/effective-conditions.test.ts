import { describe, expect, it } from 'vitest'
import { effectiveConditions } from '../../../shared/domain/effective-conditions.ts'
import { cultureNotebook, passage, uuid } from '../../helpers/culture-records.ts'

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
})
