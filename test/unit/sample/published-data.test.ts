import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { growthFindings } from '../../../shared/domain/consistency/growth-findings.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const records = buildSampleNotebook()

describe('Colter et al. 2000, Table 2', () => {
  // Typed again from the printed table: MSC per 530 cells plated, and cumulative total, of three passages.
  const printed: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
    '58R': [[80_000, 70e6], [1_100_000, 15e9], [230_000, 65e12]],
    '58L': [[86_000, 110e6], [420_000, 11e9], [310_000, 50e12]],
    '59R': [[190_000, 280e6], [240_000, 130e9], [750_000, 180e12]],
    '59L': [[140_000, 240e6], [170_000, 78e9], [500_000, 74e12]],
  }

  it('is in the notebook as printed', () => {
    for (const [sample, passages] of Object.entries(printed)) {
      passages.forEach(([harvest, total], i) => {
        const p = records.find((r) => r.kind === 'passage' && r.code === `COL-${sample}-P${String(i + 1)}`)
        expect(p, sample).toMatchObject({ number: i + 1, seededCells: 530, areaCm2: 176, harvest: { liveCells: harvest, reportedCumulativeYield: total } })
      })
    }
  })

  it('has two totals that its own harvests contradict, and ten that agree within 3.5 %', () => {
    const off: string[] = []
    for (const [sample, passages] of Object.entries(printed)) {
      let total = passages[0]?.[1] ?? 0
      passages.forEach(([harvest, reported], i) => {
        if (i > 0) total *= harvest / 530
        if (Math.abs(reported / total - 1) > 0.035) off.push(`${sample} ${String(i + 1)}`)
      })
    }
    expect(off).toEqual(['58R 2', '58L 2'])
    // The consistency check finds these, and no other.
    const found = growthFindings(makeNotebook(records)).filter((f) => f.rule === 'reported-yield-inconsistent')
    expect(found.map((f) => f.name).sort()).toEqual(['COL-58L-P2', 'COL-58R-P2'])
  })

  it('leaves what is not printed unknown', () => {
    for (const r of records) {
      if (r.kind === 'passage' && r.code.startsWith('COL-')) expect([r.seededAt, r.harvest?.at]).toMatchObject([{ blank: 'unknown' }, { blank: 'unknown' }])
      if (r.kind === 'donor' && r.code.startsWith('COL-')) expect([r.sex, r.age]).toMatchObject([{ blank: 'unknown' }, { blank: 'unknown' }])
    }
  })
})

describe('Schurgers et al. 2010, Table 2', () => {
  // Typed again: their reference, material, arm, route, cells, day, result.
  const rows = [
    [26, 'C3', 'native', 'intravenous', 1_000_000, 'day 0', 'none'],
    [26, 'C3', 'native', 'intravenous', 1_000_000, 'day 21', 'none'],
    [26, 'C3', 'native', 'intravenous', 4_000_000, 'day 0', 'none'],
    [26, 'C3', 'native', 'intravenous', 4_000_000, 'day 21', 'worse'],
    [26, 'C3', 'IL-10', 'intravenous', 1_000_000, 'day 0', 'none'],
    [23, 'C57BL/10', 'native', 'intraperitoneal', 5_000_000, 'day 0', 'better'],
    [23, 'C57BL/10', 'native', 'intraperitoneal', 5_000_000, 'day 21', 'better'],
    [27, 'DBA/1', 'native', 'intravenous', 1_000_000, 'days 21, 28 and 35', 'none'],
    [27, 'DBA/1', 'IL-10', 'intravenous', 1_000_000, 'days 21, 28 and 35', 'better'],
    [24, 'human', 'native', 'intraperitoneal', 1_000_000, '5 days after onset', 'better'],
    [24, 'C57BL/6', 'native', 'intraperitoneal', 1_000_000, '5 days after onset', 'better'],
    [24, 'DBA/1', 'native', 'intraperitoneal', 1_000_000, '5 days after onset', 'better'],
    [25, 'rat', 'native', 'intravenous', 2_000_000, '1 day after onset', 'better'],
  ]

  it('is in the notebook with its 13 arms, in order, each with a caveat', () => {
    const studies = records.filter((r) => r.kind === 'literature-study')
    const arms = studies.flatMap((s) => Object.values(s.arms).map((arm) => ({ study: s, arm }))).filter(({ arm }) => typeof arm.tableRow === 'string' && arm.tableRow.startsWith('Schurgers 2010, Table 2'))
    const byRow = arms.toSorted((a, b) => rowOf(a.arm.tableRow) - rowOf(b.arm.tableRow))
    expect(byRow.map(({ arm }) => rowOf(arm.tableRow))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    byRow.forEach(({ study, arm }, i) => {
      const [reference, cells, modification, route, count, schedule, result] = rows[i] ?? []
      expect(arm.tableRow).toContain(`their reference ${String(reference)}`)
      expect([arm.material, arm.species, arm.strain].filter((v) => typeof v === 'string').join(' ')).toContain(String(cells))
      expect(arm.modification).toContain(modification)
      expect(arm).toMatchObject({ route, cells: count, schedule, result })
      expect(arm.caveat).toBeTruthy()
      expect(study.verification).toBe('read in another paper')
      expect(arm.animals).toBeUndefined()
      expect(arm.effectPercent).toBeUndefined()
    })
  })
})

describe('Liu L et al. 2019', () => {
  it('carries the pooled reductions with their limits', () => {
    const study = records.find((r) => r.kind === 'literature-study' && r.code === 'LIT-LIU-L-2019')
    const arms = study?.kind === 'literature-study' ? Object.values(study.arms).map((a) => [a.effectPercent, a.effectLower, a.effectUpper]) : []
    expect(arms).toEqual([[53.6, 26.7, 80.4], [44.9, 33.3, 56.6], [29.9, 16.7, 43], [42.1, undefined, undefined], [51.4, undefined, undefined]])
  })
})

describe('the sealed allocation of SIM-CIA-PLAN', () => {
  it('opens with the passphrase of the documentation and is what was committed to', () => {
    const allocation = records.find((r) => r.kind === 'allocation' && r.content.state === 'sealed')
    if (allocation?.kind !== 'allocation' || allocation.content.state !== 'sealed') throw new Error('no sealed allocation')
    const bytes = Buffer.from(allocation.content.ciphertext, 'base64')
    const key = pbkdf2Sync('sample passphrase', bytes.subarray(0, 16), 600_000, 32, 'sha256')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(16, 28))
    decipher.setAuthTag(bytes.subarray(-16))
    const plaintext = Buffer.concat([decipher.update(bytes.subarray(28, -16)), decipher.final()]).toString('utf8')
    expect(createHash('sha256').update(plaintext).digest('hex')).toBe(allocation.content.commitment)
    const { assignments } = JSON.parse(plaintext) as { assignments: Record<string, { armKey: string }> }
    const experiment = records.find((r) => r.kind === 'experiment' && r.id === allocation.experimentId)
    expect(Object.keys(assignments)).toEqual(experiment?.kind === 'experiment' ? Object.keys(experiment.animals) : [])
    expect(Object.values(assignments).filter((a) => a.armKey === 'msc')).toHaveLength(12)
  })
})

function rowOf(tableRow: unknown): number {
  return Number(/row (\d+) of 13/.exec(String(tableRow))?.[1])
}
