import type { PickedFile } from '../../shared/host/host.ts'
import { readNotebookFile } from './notebook-files.ts'
import type { OpenedFile } from './opened-file.ts'
import type { Services } from './services.ts'

/** Shows the file the notebook was asked to open (double click), if one waits. */
export async function takeOpenedFile(services: Services): Promise<void> {
  const picked = await services.host.fileToOpen()
  if (picked !== null) await lookInto(services, picked)
}

/** Lets the person choose a notebook file and shows it, without storing anything. */
export async function chooseFileToLookInto(services: Services): Promise<void> {
  const picked = await services.host.openFiles({ title: 'Look into a notebook file', endings: ['eln'], several: false })
  if (!picked.ok) {
    if (picked.error.kind !== 'cancelled') services.notify({ tone: 'error', title: 'The file was not opened', text: picked.error.message })
    return
  }
  const [file] = picked.value
  if (file !== undefined) await lookInto(services, file)
}

async function lookInto(services: Services, picked: PickedFile): Promise<void> {
  const { openedFile } = services
  const reading: OpenedFile = { state: 'reading', name: picked.name }
  openedFile.set(reading)
  const read = await readNotebookFile(picked).catch((error: unknown) => ({ ok: false as const, error: error instanceof Error ? error.message : String(error) }))
  // Closed, or another one opened, while this one was being read.
  if (openedFile.get() !== reading) return
  openedFile.set(read.ok ? { state: 'read', name: picked.name, file: read.value } : { state: 'refused', name: picked.name, why: read.error })
}
