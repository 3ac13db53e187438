import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { logFile } from '../../../electron/log-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'stromabook-log-'))
afterAll(() => { rmSync(folder, { recursive: true }) })
const now = (): string => '2026-03-01T08:15:00.000Z'

describe('the local log', () => {
  it('writes one line for each thing, whatever is in it, and gives the last ones back', () => {
    const log = logFile(join(folder, 'one', 'stromabook.log'), now)
    log.write('start 0.1.0')
    log.write('two\nlines\tand a half')
    log.write('x'.repeat(2000))
    expect(log.tail(2)).toEqual(['2026-03-01T08:15:00.000Z two lines and a half', `2026-03-01T08:15:00.000Z ${'x'.repeat(500)}`])
  })

  it('turns over at half a megabyte and keeps one before it: never more than a megabyte and a line', () => {
    const path = join(folder, 'two', 'stromabook.log')
    const log = logFile(path, now)
    for (let i = 0; i < 5000; i++) log.write(`${String(i)} ${'x'.repeat(490)}`)
    expect(readdirSync(join(folder, 'two')).sort()).toEqual(['stromabook.log', 'stromabook.log.1'])
    for (const file of [path, `${path}.1`]) expect(statSync(file).size).toBeLessThan(512 * 1024 + 600)
    const tail = log.tail(1500)
    expect(tail).toHaveLength(1500)
    expect(tail.map((line) => Number(line.split(' ')[1]))).toEqual(Array.from({ length: 1500 }, (_, i) => 3500 + i))
  })

  it('stops nothing when it cannot be written', () => {
    const log = logFile(join(folder, 'three', 'stromabook.log'), now)
    rmSync(join(folder, 'three'), { recursive: true })
    log.write('lost')
    expect(log.tail(5)).toEqual([])
  })
})
