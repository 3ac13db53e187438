import { describe, expect, it } from 'vitest'
import { printableSvg } from '../../../shared/figures/printable-svg.ts'

describe('printableSvg', () => {
  it('joins marks that differ only in place, and drops their ids', () => {
    const dot = (x: number, y: number, fill: string, id: string): string => `<path d="M0,-1L1,1h-2Z" transform="translate(${String(x)},${String(y)})" fill="${fill}" data-id="${id}"></path>`
    expect(printableSvg(`<g>${dot(10, 20, 'red', 'a')}${dot(30, 40, 'red', 'b')}${dot(5, 5, 'blue', 'c')}</g>`)).toBe(
      '<g><path d="M10,19L11,21h-2ZM30,39L31,41h-2Z" fill="red"></path><path d="M5,4L6,6h-2Z" fill="blue"></path></g>',
    )
  })

  it('turns circles into arcs of the same place and size', () => {
    expect(printableSvg('<g fill="red"><circle cx="10" cy="20" r="3" data-id="a"></circle><circle r="2" cx="1" cy="1"></circle></g>')).toBe(
      '<g fill="red"><path d="M13,20A3,3,0,1,1,7,20A3,3,0,1,1,13,20ZM3,1A2,2,0,1,1,-1,1A2,2,0,1,1,3,1Z"></path></g>',
    )
  })

  it('keeps marks apart that something stands between, and what it does not understand', () => {
    const kept = '<g><path d="M0,0C1,1,2,2,3,3" stroke="red"></path><text x="1">a &lt; b</text><rect width="2"/><path d="M0,0L1,1" transform="rotate(3)"></path></g>'
    expect(printableSvg(kept)).toBe(kept)
  })
})
