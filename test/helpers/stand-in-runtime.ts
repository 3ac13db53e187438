import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What marks the place of the fuses in a runtime of Electron, then their version and how many there are. */
const fuses = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100110')])

/** A folder that electron-builder takes for an unpacked Electron of Linux: it cannot run, but it can be packaged, and its fuses can be set and read. */
export async function standInRuntime(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true })
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from('no program\n'), fuses, Buffer.from('\n')]), { mode: 0o755 })
  await writeFile(join(folder, 'LICENSE'), 'of Electron')
  await writeFile(join(folder, 'LICENSES.chromium.html'), 'of Chromium')
}
