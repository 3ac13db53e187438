import type { FileOutput } from '../../shared/host/host.ts'

/**
 * Opens a file for writing beside its final name. A browser shows an empty file under the name it is asked for as soon as it is opened, and
 * fills it on close; so the name asked for is that of a part, and the finished part is moved to its place in one step. Where the browser
 * cannot move a file, its content is written to the place, which the browser does through a swap file of its own.
 */
export async function writeBeside(folder: FileSystemDirectoryHandle, name: string): Promise<FileOutput> {
  const part = `${name}.part`
  const handle = await folder.getFileHandle(part, { create: true })
  const stream = await handle.createWritable()
  const removePart = (): Promise<void> => folder.removeEntry(part).catch(() => undefined)
  return {
    write: (piece) => stream.write(piece.slice()),
    close: async () => {
      try {
        await stream.close()
        if (!(await moved(handle, name))) await copied(folder, handle, name)
      } finally {
        await removePart()
      }
    },
    discard: async () => {
      await stream.abort().catch(() => undefined)
      await removePart()
    },
  }
}

/** False where the browser does not move files of this folder. */
async function moved(handle: FileSystemFileHandle, name: string): Promise<boolean> {
  try {
    if (handle.move === undefined) return false
    await handle.move(name)
    return true
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotSupportedError' || error.name === 'NotAllowedError' || error.name === 'InvalidModificationError')) return false
    throw error
  }
}

async function copied(folder: FileSystemDirectoryHandle, from: FileSystemFileHandle, name: string): Promise<void> {
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
  try {
    await stream.write(await from.getFile())
    await stream.close()
  } catch (error) {
    await stream.abort().catch(() => undefined)
    throw error
  }
}
