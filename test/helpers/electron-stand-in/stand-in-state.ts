import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown
type SchemeHandler = (request: Request) => Promise<Response>

/** What the program registered with the stand-in. */
export const ipcHandlers = new Map<string, Handler>()
export const privileged = new Set<string>()
let scheme: SchemeHandler | undefined

/** Keeps the program's answer to its own scheme. */
export function handleScheme(name: string, handler: SchemeHandler): void {
  if (!privileged.has(name)) throw new Error(`the scheme ${name} was not registered before the program was ready`)
  scheme = handler
}

/** What the program answers to an address of its scheme. */
export async function answerScheme(request: Request): Promise<Response> {
  return scheme === undefined ? new Response('', { status: 404 }) : scheme(request)
}

/** Folder of this profile, given by the test. */
export function profileFolder(): string {
  const folder = process.env['STAND_IN_PROFILE']
  if (folder === undefined) throw new Error('the stand-in needs STAND_IN_PROFILE')
  return folder
}

/** A folder inside it, made when it is asked for. */
export function pathOf(name: string): string {
  const path = join(profileFolder(), name)
  mkdirSync(path, { recursive: true })
  return path
}

/** What the program hears of its session. */
export const sessionEvents = new EventEmitter()

/** True when a guard prevents a download. */
export function willDownload(url: string): boolean {
  let prevented = false
  sessionEvents.emit('will-download', { preventDefault: () => { prevented = true } }, { getURL: () => url })
  return prevented
}

let listens: () => void = () => undefined
const listening = new Promise<void>((resolve) => { listens = resolve })

/** The test hears what the page says from now on; pages are loaded only then. */
export function testListensNow(): void {
  listens()
}

/** Waits for that, where a test started the program. */
export async function testListens(): Promise<void> {
  if (process.send !== undefined) await listening
}
