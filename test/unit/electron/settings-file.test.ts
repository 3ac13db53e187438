import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSettings, writeSettings } from '../../../electron/settings-file.ts'
import { startFileOf } from '../../../electron/start-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'stromabook-settings-'))
afterAll(() => { rmSync(folder, { recursive: true }) })
const path = join(folder, 'settings.json')
const first = { backupFolder: null, window: { width: 1360, height: 860, maximised: false } }

describe('settings of the program', () => {
  it('come back as they were written, and leave no part behind', () => {
    const settings = { backupFolder: '/media/backups', window: { x: -5, y: 7, width: 900, height: 700, maximised: true } }
    writeSettings(path, settings)
    expect(readSettings(path)).toEqual(settings)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it.each(['', 'null', '7', '[]', '{', '{"window":{"width":1e9,"height":1,"maximised":false}}', '{"window":{"width":900,"height":700}}', '{"window":{"width":900,"height":700,"maximised":true,"x":"left"}}', '{"backupFolder":{}}'])('take their defaults from %s', (text) => {
    writeFileSync(path, text)
    expect(readSettings(path)).toEqual(first)
  })

  it('take their defaults where there is no file', () => {
    expect(readSettings(join(folder, 'not-there.json'))).toEqual(first)
  })
})

describe('the file a program is started with', () => {
  it.each([
    [['stromabook', '/data/one.eln'], '/data/one.eln'], [['stromabook', 'one.ELN'], '/work/one.ELN'], [['stromabook', '--allow-file-access-from-files', 'a b/two.eln'], '/work/a b/two.eln'],
    [['stromabook', 'one.eln', 'two.eln'], '/work/two.eln'], [['stromabook'], null], [['stromabook', '--open=one.eln'], null], [['stromabook', 'notes.txt'], null],
  ] as const)('of %j is %j', (argv, file) => {
    expect(startFileOf(argv, '/work')).toBe(file)
  })
})
