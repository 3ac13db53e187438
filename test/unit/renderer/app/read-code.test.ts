import { expect, it } from 'vitest'
import { readCode } from '../../../../renderer/app/read-code.ts'
import { drawQr } from '../../../helpers/code-writer.ts'

/** A code as a camera would give it: four bytes a pixel, not quite black on not quite white, with a cast. */
function picture(text: string, width: number, height: number): Uint8ClampedArray {
  return Uint8ClampedArray.from(drawQr(text, width, height).flat().flatMap((black) => (black ? [40, 38, 45, 255] : [210, 215, 205, 255])))
}

it('reads the code of a label of ours', () => {
  expect(readCode(picture('SB0190F3B27C4D7E218A5B0C1D2E3F4A5B', 300, 260), 300, 260)).toBe('SB0190F3B27C4D7E218A5B0C1D2E3F4A5B')
})

it('reads the bars on a bottle', () => {
  // Code 39 (ISO/IEC 16388): nine bars and spaces a sign, three of them wide; here "MSC1" between its start and stop signs.
  const signs = ['nwnnwnwnn', 'wnwnnnnwn', 'nnwnnnwwn', 'wnwnnwnnn', 'wnnwnnnnw', 'nwnnwnwnn']
  const row = [...' '.repeat(40), ...signs.flatMap((sign) => [...sign].flatMap((width, i) => (i % 2 === 0 ? '#' : ' ').repeat(width === 'w' ? 6 : 2).split('')).concat([' ', ' '])), ...' '.repeat(40)]
  const rgba = new Uint8ClampedArray(row.length * 60 * 4)
  for (let i = 0; i < row.length * 60; i++) rgba.set(row[i % row.length] === '#' ? [30, 30, 30, 255] : [220, 220, 220, 255], i * 4)
  expect(readCode(rgba, row.length, 60)).toBe('MSC1')
})

it('finds nothing in an empty picture', () => {
  expect(readCode(new Uint8ClampedArray(200 * 200 * 4).fill(128), 200, 200)).toBeUndefined()
})
