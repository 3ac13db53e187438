import type { BackupFile, FileOutput, Host, HostFacts, HostProblem, PickedFile } from '../../shared/host/host.ts'
import { largestPiece, type AnyArguments, type HostCallName } from '../../shared/host/host-calls.ts'
import { isHostEvent, type HostEvent } from '../../shared/host/host-events.ts'
import { ok, type Result } from '../../shared/util/result.ts'

/** What the preload hands the window. */
type Bridge = { readonly call: (name: string, args: unknown) => Promise<unknown>; readonly listen: (listener: (event: unknown) => void) => void }
type OpenedFile = { readonly token: string; readonly name: string; readonly size: number; readonly mediaType: string }

/** The bridge, in a desktop window only. */
export function bridgeOfWindow(): Bridge | undefined {
  const found: unknown = Reflect.get(window, 'stromabook')
  return typeof found === 'object' && found !== null && 'call' in found && typeof found.call === 'function' && 'listen' in found && typeof found.listen === 'function' ? (found as Bridge) : undefined
}

/** The notebook in the desktop window: every call goes through the bridge and is checked on the other side. */
export async function electronHost(bridge: Bridge): Promise<Host> {
  const call = <R>(name: HostCallName, args?: AnyArguments): Promise<R> => bridge.call(name, args) as Promise<R>
  const picked = (file: OpenedFile): PickedFile => ({
    name: file.name, size: file.size, mediaType: file.mediaType,
    read: (offset, length) => readPieces(call, file.token, offset, Math.min(length, Math.max(0, file.size - offset))),
  })
  const facts = await call<HostFacts>('app.facts')
  const listeners = new Set<(event: HostEvent) => void>()
  bridge.listen((event) => {
    if (isHostEvent(event)) for (const listener of listeners) listener(event)
  })
  return {
    facts,
    saveFile: (name, mediaType, bytes) => call('files.save', { name, mediaType, bytes }),
    openFiles: async ({ title, endings, several }) => {
      const opened = await call<Result<readonly OpenedFile[], HostProblem>>('files.open', { title, endings, several })
      return opened.ok ? ok(opened.value.map(picked)) : opened
    },
    openLink: (url) => call('links.open', { url }),
    fileToOpen: async () => {
      const file = await call<OpenedFile | null>('open.file')
      return file === null ? null : picked(file)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    showMenu: (entries) => call('menu.show', { entries }),
    // The desktop program is updated by installing a newer one.
    applyUpdate: () => Promise.resolve(),
    noteFault: (fault) => call('log.fault', fault),
    diagnostics: () => call('app.diagnostics'),
    backups: {
      name: () => call('backups.name'),
      choose: () => call('backups.choose'),
      list: () => call<Result<readonly BackupFile[], HostProblem>>('backups.list'),
      write: async (name) => {
        const token = await call<Result<string, HostProblem>>('backups.begin', { name })
        return token.ok ? ok(output(call, token.value)) : token
      },
      open: async (name) => {
        const file = await call<Result<OpenedFile, HostProblem>>('backups.open', { name })
        return file.ok ? ok(picked(file.value)) : file
      },
      remove: (name) => call('backups.remove', { name }),
    },
  }
}

type Call = <R>(name: HostCallName, args?: AnyArguments) => Promise<R>

/** Large reads cross in pieces, so that neither side holds a whole file twice. */
async function readPieces(call: Call, token: string, offset: number, length: number): Promise<Uint8Array> {
  const all = new Uint8Array(length)
  let got = 0
  while (got < length) {
    const piece = await call<Result<Uint8Array, HostProblem>>('files.read', { token, offset: offset + got, length: Math.min(largestPiece, length - got) })
    if (!piece.ok) throw new Error(piece.error.message)
    if (piece.value.length === 0) break
    all.set(piece.value, got)
    got += piece.value.length
  }
  return all.subarray(0, got)
}

function output(call: Call, token: string): FileOutput {
  const must = async (name: HostCallName, args: AnyArguments): Promise<void> => {
    const done = await call<Result<null, HostProblem>>(name, args)
    if (!done.ok) throw new Error(done.error.message)
  }
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length; at += largestPiece) await must('backups.piece', { token, bytes: bytes.subarray(at, at + largestPiece) })
    },
    close: () => must('backups.finish', { token }),
    discard: () => must('backups.discard', { token }),
  }
}
