import { describe, expect, it } from 'vitest'
import { isSimulated } from '../../../shared/domain/simulated.ts'
import { parsed, arthritisId, recordedAt } from '../../helpers/arthritis-records.ts'

const donor = (more: Readonly<Record<string, unknown>>) => parsed({ kind: 'donor', id: arthritisId(1), recordedAt, code: 'D', ...more })
const simulated = { type: 'simulated' }
const observed = { type: 'observed' }

describe('isSimulated', () => {
  it('is true when the record or any field of it is simulated', () => {
    expect(isSimulated(donor({}))).toBe(false)
    expect(isSimulated(donor({ origin: observed }))).toBe(false)
    expect(isSimulated(donor({ origin: simulated }))).toBe(true)
    expect(isSimulated(donor({ fieldOrigins: { '/age': simulated } }))).toBe(true)
  })

  it('looks at one field: its own origin, else the nearest above it, else the record', () => {
    const record = donor({ origin: simulated, fieldOrigins: { '/mhc': observed, '/mhc/a': simulated } })
    expect(isSimulated(record, '/age')).toBe(true)
    expect(isSimulated(record, '/mhc/b')).toBe(false)
    expect(isSimulated(record, '/mhc/a')).toBe(true)
    expect(isSimulated(record, '/mhc')).toBe(true)
    expect(isSimulated(donor({ fieldOrigins: { '/age': simulated } }), '/ageUnit')).toBe(false)
    expect(isSimulated(donor({ origin: simulated, fieldOrigins: { '/age': observed } }), '/age')).toBe(false)
  })
})
