import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))

/**
 * The desktop program where its runtime is there or can be had, and a display to show it on; else the notebook in a browser, with one line
 * that says why.
 */
const runtime = desktopRuntime()
if (runtime.path === null) {
  process.stdout.write(`${runtime.why} The notebook opens in a browser instead.\n`)
  await import('./serve-browser.ts')
} else {
  const child = spawn(runtime.path, [join(folder, '..', '..'), ...process.argv.slice(2)], { stdio: 'inherit' })
  child.on('error', (error) => {
    process.stdout.write(`The desktop program did not start (${error.message}). The notebook opens in a browser instead.\n`)
    void import('./serve-browser.ts')
  })
  child.on('close', (code) => { process.exitCode = code ?? 1 })
}

function desktopRuntime(): { readonly path: string; readonly why: '' } | { readonly path: null; readonly why: string } {
  if (process.platform === 'linux' && (process.env['DISPLAY'] ?? '') === '' && (process.env['WAYLAND_DISPLAY'] ?? '') === '') {
    return { path: null, why: 'There is no display here for the desktop program. Without one, use the command line: node dist/electron/cli/main.js --help.' }
  }
  try {
    // The package downloads its runtime when it is first asked for it.
    const path: unknown = createRequire(import.meta.url)('electron')
    return typeof path === 'string' ? { path, why: '' } : { path: null, why: 'The desktop runtime is not here.' }
  } catch {
    return { path: null, why: 'The desktop runtime (Electron) could not be had on this machine.' }
  }
}
