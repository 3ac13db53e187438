import { isFault } from './fault-line.ts'
import { isMenu } from './menu-entry.ts'

/** What the window may ask of the program around it, and nothing else. Every argument is checked on the other side by its guard. */
export const hostCalls = {
  'app.facts': isNothing,
  'files.save': isSave,
  'files.open': isFileChoice,
  'files.read': isRead,
  'app.diagnostics': isNothing,
  'log.fault': isFault,
  'menu.show': isMenu,
  'open.file': isNothing,
  'links.open': isUrl,
  'backups.name': isNothing,
  'backups.choose': isNothing,
  'backups.list': isNothing,
  'backups.begin': isName,
  'backups.piece': isPiece,
  'backups.finish': isToken,
  'backups.discard': isToken,
  'backups.open': isName,
  'backups.remove': isName,
} as const

export type HostCallName = keyof typeof hostCalls
/** Arguments that pass the guard of a call. */
export type Guarded<K extends HostCallName> = (typeof hostCalls)[K] extends (value: unknown) => value is infer T ? T : never

/** Arguments of any call. */
export type AnyArguments = { [K in HostCallName]: Guarded<K> }[HostCallName]

/** Largest piece of a file that crosses at once. */
export const largestPiece = 16 * 1024 * 1024

/** True for the name of a call. */
export function isHostCallName(value: unknown): value is HostCallName {
  return typeof value === 'string' && Object.hasOwn(hostCalls, value)
}

type Fields = Readonly<Record<string, unknown>>

function only(value: unknown, ...names: readonly string[]): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).every((key) => names.includes(key))
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && !value.includes('\u0000')
}

function isCount(value: unknown, largest: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= largest
}

function isNothing(value: unknown): value is undefined {
  return value === undefined
}

function isSave(value: unknown): value is { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array } {
  return only(value, 'name', 'mediaType', 'bytes') && isText(value['name'], 255) && isText(value['mediaType'], 120) && value['bytes'] instanceof Uint8Array
}

function isFileChoice(value: unknown): value is { readonly title: string; readonly endings: readonly string[]; readonly several: boolean } {
  if (!only(value, 'title', 'endings', 'several')) return false
  const { endings } = value
  return isText(value['title'], 200) && typeof value['several'] === 'boolean' && Array.isArray(endings) && endings.length <= 40 && endings.every((e) => typeof e === 'string' && /^[a-z0-9.]{1,16}$/i.test(e))
}

function isRead(value: unknown): value is { readonly token: string; readonly offset: number; readonly length: number } {
  return only(value, 'token', 'offset', 'length') && isText(value['token'], 64) && isCount(value['offset'], Number.MAX_SAFE_INTEGER) && isCount(value['length'], largestPiece)
}

function isUrl(value: unknown): value is { readonly url: string } {
  return only(value, 'url') && isText(value['url'], 2000)
}

function isName(value: unknown): value is { readonly name: string } {
  return only(value, 'name') && isText(value['name'], 200)
}

function isPiece(value: unknown): value is { readonly token: string; readonly bytes: Uint8Array } {
  return only(value, 'token', 'bytes') && isText(value['token'], 64) && value['bytes'] instanceof Uint8Array && value['bytes'].length <= largestPiece
}

function isToken(value: unknown): value is { readonly token: string } {
  return only(value, 'token') && isText(value['token'], 64)
}
