import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dunn } from '../../../../shared/statistics/many-groups/dunn.ts'
import { readFixture } from '../read-fixture.ts'

const list = z.array(z.number())
const sets = readFixture('dunn', z.array(z.object({ groups: z.array(list), z: list, p: list, holm: list })))

describe('dunn', () => {
  it.each(sets.map((s, i) => [i + 1, s] as const))('set %i as in R', (_, { groups, z: zs, p, holm }) => {
    const result = dunn(groups)
    if (!result.ok) throw new Error(result.error)
    expect(result.value).toHaveLength(zs.length)
    for (const [i, c] of result.value.entries()) {
      expect(c.z).toBeCloseTo(zs[i] ?? NaN, 10)
      expect(c.p).toBeCloseTo(p[i] ?? NaN, 10)
      expect(c.adjustedP).toBeCloseTo(holm[i] ?? NaN, 10)
    }
  })

  it('says why it cannot be computed', () => {
    expect(dunn([[1]])).toMatchObject({ ok: false })
    expect(dunn([[1], []])).toMatchObject({ ok: false, error: expect.stringContaining('group 2') })
    expect(dunn([[1, 1], [1]])).toMatchObject({ ok: false, error: expect.stringContaining('equal') })
  })
})
