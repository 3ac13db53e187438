import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder of one test file, removed when its tests are done. */
export type ScratchFolder = {
  readonly path: (name: string) => string
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>
  /** Writes records as a file for `pack`, or any other value as it is. */
  readonly writeJson: (name: string, value: unknown) => Promise<string>
  readonly read: (name: string) => Promise<Uint8Array>
  readonly names: () => Promise<readonly string[]>
  /** Names of everything in the folder and below. */
  readonly tree: () => Promise<readonly string[]>
}

export async function scratchFolder(): Promise<ScratchFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'stromabook-test-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const path = (name: string): string => join(folder, name)
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(path(name), content)
    return path(name)
  }
  return {
    path,
    write,
    writeJson: (name, value) => write(name, JSON.stringify(value)),
    read: async (name) => new Uint8Array(await readFile(path(name))),
    names: async () => (await readdir(folder)).sort(),
    tree: async () => (await readdir(folder, { recursive: true })).sort(),
  }
}
