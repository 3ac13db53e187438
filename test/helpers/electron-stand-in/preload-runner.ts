import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { createContext, runInContext } from 'node:vm'

export type Invoke = (channel: string, args: readonly unknown[]) => Promise<unknown>
type Exposed = Readonly<Record<string, unknown>>

/**
 * Runs a preload as a sandboxed window would: CommonJS, one file, `require` of "electron" only. What it sends is cloned as Electron clones it,
 * so that a value that cannot cross shows here.
 * @returns what it put into the page's world, by name.
 */
export function runPreload(path: string, invoke: Invoke): ReadonlyMap<string, Exposed> {
  const world = new Map<string, Exposed>()
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: Exposed) => { world.set(name, api) } },
    ipcRenderer: { invoke: async (channel: string, ...args: readonly unknown[]): Promise<unknown> => crossed(await invoke(channel, args.map(crossed))) },
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
  return world
}

function crossed<T>(value: T): T {
  return deserialize(serialize(value)) as T
}

