import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm run package`: makes the installers of this system with electron-builder, by electron-builder.yml; what follows `--` is handed to it
 * (`npm run package -- --win`, `-- --dir`). Packaging needs the Electron runtime, which electron-builder downloads from github.com, and on
 * Linux and Windows tools from there; where they cannot be had it says so, and that nothing was packaged.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const builder = join(dirname(createRequire(import.meta.url).resolve('electron-builder/package.json')), 'cli.js')

const child = spawn(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
let said = ''
for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]] as const) {
  from.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-100_000)
    // It lists every package that is needed twice; none of them is packed.
    to.write(text.replace(/^.*duplicate dependency references.*\n/gm, ''))
  })
}
child.on('close', (code) => {
  process.exitCode = code ?? 1
  if (code === 0) process.stdout.write('Packaged into dist/packages.\n')
  else if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|cannot resolve|Response code [45]\d\d/.test(said)) {
    process.stderr.write([
      'Nothing was packaged: the Electron runtime, or a tool that makes the installer, could not be downloaded from github.com on this machine.',
      'Where the network forbids it, name a mirror with ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR, or hand over a runtime that is there:',
      '  npm run package -- --dir -c.electronDist=/path/to/folder-or-zip-of-electron',
      'Without packaging the program runs all the same: npm start.', '',
    ].join('\n'))
  } else process.stderr.write('Nothing was packaged: electron-builder stopped for the reason above.\n')
})
