import { expect, it } from 'vitest'
import { keyboardScan } from '../../../../renderer/app/keyboard-scan.ts'

/** Types the keys with a gap before each; answers what the last one gave. */
function typed(keys: readonly string[], gapMs: number): string | undefined {
  const scan = keyboardScan()
  return keys.map((key, i) => scan.take(key, 1000 + i * gapMs)).at(-1)
}

it('takes fast keys with an Enter behind for a scan', () => {
  expect(typed([...'SB0190F3', 'Enter'], 12)).toBe('SB0190F3')
  expect(typed([...'BM-0012', 'Tab'], 50)).toBe('BM-0012')
})

it('keeps the capitals that a scanner types with Shift', () => {
  expect(typed(['Shift', 'B', 'Shift', 'M', '-', '1', 'Enter'], 15)).toBe('BM-1')
})

it('takes a person for a person', () => {
  expect(typed([...'BM-0012', 'Enter'], 51)).toBeUndefined()
})

it('leaves out what was typed before the scan began', () => {
  const scan = keyboardScan()
  scan.take('x', 0)
  expect([...'BM-1', 'Enter'].map((key, i) => scan.take(key, 400 + i * 10)).at(-1)).toBe('BM-1')
})

it('needs an end, four characters, and no pause before the end', () => {
  expect(typed([...'BM-0012'], 10)).toBeUndefined()
  expect(typed([...'BM1', 'Enter'], 10)).toBeUndefined()
  const scan = keyboardScan()
  for (const [i, key] of [...'BM-0012'].entries()) scan.take(key, i * 10)
  expect(scan.take('Enter', 400)).toBeUndefined()
})

it('starts anew after a scan', () => {
  const scan = keyboardScan()
  const one = [...'BM-1', 'Enter'].map((key, i) => scan.take(key, i * 10)).at(-1)
  const two = [...'BM-2', 'Enter'].map((key, i) => scan.take(key, 60 + i * 10)).at(-1)
  expect([one, two]).toEqual(['BM-1', 'BM-2'])
})
