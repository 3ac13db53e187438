import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

// `npm start` as it really runs, after the build: with and without a display, with and without the runtime of the desktop program.

const start = join(import.meta.dirname, '..', '..', '..', 'dist', 'electron', 'start.js')
const folder = mkdtempSync(join(tmpdir(), 'stromabook-start-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true })
})

type Run = { readonly text: () => string; readonly ended: Promise<number | null>; readonly says: (what: RegExp) => Promise<void> }

function run(args: readonly string[], env: Readonly<Record<string, string>>): Run {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env
  const child = spawn(process.execPath, [start, ...args], { env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let text = ''
  const waiting: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    text: () => text, ended,
    says: (what) => new Promise((resolve, reject) => {
      const look = (): void => { if (what.test(text)) resolve() }
      waiting.push(look)
      look()
      void ended.then(() => { reject(new Error(`ended without saying ${String(what)}: ${text}`)) })
    }),
  }
}

describe('npm start', () => {
  it.runIf(process.platform === 'linux')('without a display says what to do, how to use the command line, and serves the notebook', async () => {
    const started = run(['--port', '17521'], {})
    await started.says(/There is no display here.*command line: node dist\/electron\/cli\/main\.js --help/)
    await started.says(/Stromabook is at http:\/\/127\.0\.0\.1:17521\//)
    // An answer of the real server; the pages themselves are built for the end-to-end tests.
    expect([200, 404]).toContain((await fetch('http://127.0.0.1:17521/')).status)
  })

  it.runIf(process.platform === 'linux')('with a display and no runtime says so in one line, and serves the notebook', async () => {
    const started = run(['--port', '17522'], { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no-runtime') })
    await started.says(/The desktop program did not start.*opens in a browser instead/)
    await started.says(/Stromabook is at http:\/\/127\.0\.0\.1:17522\//)
  })

  it.runIf(process.platform === 'linux')('with a display and a runtime opens the desktop program with the file it was given, and ends with it', async () => {
    const seen = join(folder, 'arguments.txt')
    writeFileSync(join(folder, 'electron'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\nexit 3\n`)
    chmodSync(join(folder, 'electron'), 0o755)
    const started = run(['/data/one.eln'], { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder })
    expect(await started.ended).toBe(3)
    const [program, file] = readFileSync(seen, 'utf8').trim().split('\n')
    expect(JSON.parse(readFileSync(join(program ?? '', 'package.json'), 'utf8'))).toMatchObject({ name: 'stromabook', main: 'dist/electron/main.js' })
    expect(file).toBe('/data/one.eln')
  })

  it('says when the port is taken, and takes no other', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(17523, '127.0.0.1', resolve))
    const started = run(['--port', '17523'], { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no-runtime') })
    expect(await started.ended).toBe(1)
    expect(started.text()).toMatch(/Port 17523 is taken\. If Stromabook is already running, open http:\/\/127\.0\.0\.1:17523\//)
    other.close()
  })

  it.each(['x', '80', '70000'])('refuses the port %s', async (port) => {
    const started = run(['--port', port], { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no-runtime') })
    expect(await started.ended).toBe(2)
  })
})
