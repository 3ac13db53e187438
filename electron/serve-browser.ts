import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserAddress, browserPort, browserServer, listen } from './browser-server.ts'

// Compiled to dist/electron; the built pages lie in dist/web.
const webFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'web')

const server = await listen(browserServer(webFolder))
if (server === undefined) {
  process.stderr.write(`Port ${String(browserPort)} is taken. If Stromabook is already running, open ${browserAddress()}; else close the program that uses the port. Another port would be another, empty notebook, so none is tried.\n`)
  process.exitCode = 1
} else process.stdout.write(`Stromabook is at ${browserAddress()} (this computer only). Leave this running; stop it with Ctrl C.\n`)
