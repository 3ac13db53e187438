import { describe, expect, it } from 'vitest'
import { uuidV7 } from '../../../shared/util/ids.ts'

describe('uuidV7', () => {
  it('writes the example of RFC 9562, appendix A.6', () => {
    const bytes = Uint8Array.from('00000000000000000cc318c4dc0c0c07398f'.slice(0, 32).match(/../g) ?? [], (h) => parseInt(h, 16))
    bytes.set([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f], 6)
    expect(uuidV7({ nowMs: () => 0x017f22e279b0, randomBytes: () => bytes })).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })
})
