import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserAddress, browserPort, browserServer, listen } from './browser-server.ts'

// Compiled to dist/electron; the built pages lie in dist/web.
const webFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'web')

/** Port of `--port N`, for a computer where another program needs the usual one; it is part of the address, and so of where the notebook lies. */
const asked = process.argv.indexOf('--port')
const port = asked === -1 ? browserPort : Number(process.argv[asked + 1])

if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
  process.stderr.write('--port needs a number from 1024 to 65535.\n')
  process.exitCode = 2
} else {
  const server = await listen(browserServer(webFolder, port), port)
  if (server === undefined) {
    process.stderr.write(`Port ${String(port)} is taken. If Stromabook is already running, open ${browserAddress(port)}; else close the program that uses the port. Another port is another, empty notebook, so none is tried; to choose one for good: npm start -- --port 7392\n`)
    process.exitCode = 1
  } else process.stdout.write(`Stromabook is at ${browserAddress(port)} (this computer only). Leave this running; stop it with Ctrl C.\n`)
}
