import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { createContext, runInContext } from 'node:vm'

export type Invoke = (channel: string, args: readonly unknown[]) => Promise<unknown>
type Exposed = Readonly<Record<string, unknown>>
type Listener = (event: unknown, ...args: readonly unknown[]) => void

/** A preload that ran for one page. */
export type RunningPreload = {
  /** What it put into the page's world, by name. */
  readonly world: ReadonlyMap<string, Exposed>
  /** Hands it a message of the main process. */
  readonly receive: (channel: string, args: readonly unknown[]) => void
}

/**
 * Runs a preload as a sandboxed window would: CommonJS, one file, `require` of "electron" only. What it sends is cloned as Electron clones it,
 * so that a value that cannot cross shows here.
 */
export function runPreload(path: string, invoke: Invoke): RunningPreload {
  const world = new Map<string, Exposed>()
  const listeners: [channel: string, listener: Listener][] = []
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: Exposed) => { world.set(name, api) } },
    ipcRenderer: {
      invoke: async (channel: string, ...args: readonly unknown[]): Promise<unknown> => crossed(await invoke(channel, args.map(crossed))),
      on: (channel: string, listener: Listener): void => { listeners.push([channel, listener]) },
    },
  }
  const required: string[] = []
  const onlyElectron = (name: string): unknown => {
    required.push(name)
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`)
    return electron
  }
  const module = { exports: {} }
  const source = readFileSync(path, 'utf8')
  if (/^\s*(import|export)\s/m.test(source)) throw new Error('the preload is not CommonJS')
  runInContext(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, createContext({ console }), { filename: path })(module.exports, onlyElectron, module, path, dirname(path))
  if (required.length === 0) throw new Error('the preload asked for nothing: it is not the one that was built')
  return {
    world,
    receive: (channel, args) => {
      for (const [heard, listener] of listeners) if (heard === channel) listener({}, ...args.map(crossed))
    },
  }
}

function crossed<T>(value: T): T {
  return deserialize(serialize(value)) as T
}

