import { expect, it } from 'vitest'
import { idOfScanCode, scanCodeOf } from '../../../shared/records/scan-code.ts'

const id = '0190f3b2-7c4d-7e21-8a5b-0c1d2e3f4a5b'

it('leads from a record to its code and back', () => {
  expect(scanCodeOf(id)).toBe('SB0190F3B27C4D7E218A5B0C1D2E3F4A5B')
  expect(idOfScanCode(scanCodeOf(id))).toBe(id)
})

it('reads what a keyboard scanner types: small letters, an Enter behind', () => {
  expect(idOfScanCode(` ${scanCodeOf(id).toLowerCase()}\n`)).toBe(id)
})

it.each(['', 'BM-0012', 'SB0190F3B27C4D7E218A5B0C1D2E3F4A5', 'SB0190F3B27C4D7E218A5B0C1D2E3F4A5B0', 'SBZ190F3B27C4D7E218A5B0C1D2E3F4A5B', id])('takes %j for no code of ours', (text) => {
  expect(idOfScanCode(text)).toBeUndefined()
})
