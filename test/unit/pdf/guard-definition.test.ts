import { describe, expect, it } from 'vitest'
import { guardDefinition } from '../../../shared/pdf/guard-definition.ts'

const guard = { figureFont: 'Body', onFigureProblem: () => undefined }
const svg = '<svg width="1" height="1"/>'

describe('guardDefinition', () => {
  it('finds figures wherever they are and gives them the default family', () => {
    const nodes = Array.from({ length: 5 }, () => ({ svg }))
    const [a, b, c, d, e] = nodes
    if (!a || !b || !c || !d || !e) throw new Error('five nodes')
    guardDefinition({ content: [a, { stack: [b] }, { columns: [{ table: { body: [[c]] } }] }], header: { stack: [d] }, footer: e }, guard)
    for (const node of nodes) expect(node).toMatchObject({ font: 'Body', options: { warningCallback: guard.onFigureProblem } })
  })

  it('follows header, footer and background functions', () => {
    const made: { svg: string }[] = []
    const make = () => {
      const node = { svg }
      made.push(node)
      return node
    }
    const { header, footer, background } = guardDefinition({ content: '', header: make, footer: make, background: make }, guard)
    const size = { width: 1, height: 1, orientation: 'portrait' as const }
    for (const part of [header, footer]) if (typeof part === 'function') part(1, 1, size)
    if (typeof background === 'function') background(1, size)
    expect(made).toHaveLength(3)
    for (const node of made) expect(node).toMatchObject({ font: 'Body' })
  })

  it('keeps a family the figure names itself', () => {
    const node = { svg, font: 'Mono' }
    guardDefinition({ content: node }, guard)
    expect(node.font).toBe('Mono')
  })

  it.each(['files', 'attachments', 'userPassword', 'ownerPassword', 'permissions'])('refuses a definition that sets %s', (key) => {
    const value = key.endsWith('Password') ? 'secret' : {}
    expect(() => guardDefinition({ content: '', [key]: value }, guard)).toThrow(key)
  })
})
