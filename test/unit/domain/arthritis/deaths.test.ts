import { describe, expect, it } from 'vitest'
import { deathHandlings, meanScorePercent, type Death, type DeathHandling } from '../../../../shared/domain/arthritis/deaths.ts'

const window = { from: 20, to: 40 }
const points = [{ time: 18, value: 0 }, { time: 22, value: 4 }, { time: 26, value: 8 }]

function mean(death: Death | undefined, handling: DeathHandling = 'primary', minimumObserved = 0.5, scores = points): number | string {
  const result = meanScorePercent({ points: scores, death, window, scaleMaximum: 16, minimumObserved }, handling)
  return result.ok ? Number(result.value.value.toFixed(6)) : result.error
}

// Percent: (18, 0) (22, 25) (26, 50); at day 20 interpolated 12.5. Areas from 20 to 26: 2 x 18.75 + 4 x 37.5 = 187.5.
describe('deaths that carry the maximum', () => {
  it.each(['arthritis-endpoint', 'treatment-related'] as const)('%s: last score to the day of death, then 100 to the planned end', (cause) => {
    expect(mean({ day: 28, cause })).toBe((187.5 + 2 * 50 + 12 * 100) / 20)
    expect(mean({ day: 26, cause })).toBe((187.5 + 14 * 100) / 20)
  })

  it('on or after the planned end it changes nothing; the observed part counts', () => {
    expect(mean({ day: 41, cause: 'arthritis-endpoint' }, 'primary', 0.3)).toBe(31.25)
    expect(mean({ day: 41, cause: 'arthritis-endpoint' })).toContain('observed during 30 % of the window, 50 % needed')
  })

  it('never scored: only the maximum counts; never scored without such a death: missing', () => {
    expect(mean({ day: 21, cause: 'treatment-related' }, 'primary', 0.5, [])).toBe(100)
    expect(mean({ day: 21, cause: 'unrelated' }, 'primary', 0.5, [])).toBe('no observation')
    expect(mean(undefined, 'primary', 0.5, [])).toBe('no observation')
  })
})

describe('other deaths and other ways', () => {
  it('unrelated and scheduled deaths count with the observed time when it covers half of the window, else they are missing', () => {
    const half = [...points, { time: 30, value: 8 }]
    expect(mean({ day: 30, cause: 'unrelated' }, 'primary', 0.5, half)).toBe((187.5 + 4 * 50) / 10)
    expect(mean({ day: 30, cause: 'scheduled' }, 'primary', 0.5, half)).toBe(38.75)
    expect(mean({ day: 29, cause: 'unrelated' })).toContain('50 % needed')
  })

  it('last value carried forward, and observed only, whatever the cause', () => {
    for (const cause of ['arthritis-endpoint', 'treatment-related', 'unrelated', 'scheduled'] as const) {
      expect(mean({ day: 28, cause }, 'last value carried forward')).toBe((187.5 + 14 * 50) / 20)
      expect(mean({ day: 28, cause }, 'observed only')).toBe(187.5 / 6)
    }
  })

  it('without deaths and observed to the end all three agree', () => {
    const full = [...points, { time: 40, value: 2 }]
    const values = deathHandlings.map((h) => mean(undefined, h, 0.5, full))
    expect(new Set(values).size).toBe(1)
  })

  it('death before the first administration is missing', () => {
    expect(mean({ day: 19, cause: 'arthritis-endpoint' })).toContain('before the first administration')
  })
})
