import { describe, expect, it } from 'vitest'
import { sampleId } from '../../../shared/sample/sample-id.ts'

describe('sampleId', () => {
  it('is a lower-case UUID version 7 of the fixed time', () => {
    const id = sampleId('batch', 'COL-58R')
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2025-01-06T08:00:00Z'))
  })

  it('depends on kind and name alone', () => {
    expect(sampleId('batch', 'COL-58R')).toBe(sampleId('batch', 'COL-58R'))
    expect(sampleId('batch', 'COL-58R')).not.toBe(sampleId('passage', 'COL-58R'))
  })

  it('does not collide for 20,000 similar names', () => {
    const ids = new Set(Array.from({ length: 20_000 }, (_, i) => sampleId('vial', `SIM-${String(i)}`)))
    expect(ids.size).toBe(20_000)
  })
})
