import type { HostEvent } from '../../shared/host/host-events.ts'
import type { PickedFile } from '../../shared/host/host.ts'
import { pickedFile } from './picked-file.ts'

/** Files that an installed web app was asked to open (it is registered for .eln), in the order they came. */
export function launchedFiles() {
  const waiting: PickedFile[] = []
  const listeners = new Set<(event: HostEvent) => void>()
  window.launchQueue?.setConsumer(({ files }) => {
    for (const handle of files) {
      void handle.getFile().then((file) => {
        waiting.push(pickedFile(file))
        for (const listener of listeners) listener({ kind: 'file' })
      }, () => undefined)
    }
  })
  return {
    take: (): Promise<PickedFile | null> => Promise.resolve(waiting.shift() ?? null),
    listen: (listener: (event: HostEvent) => void): (() => void) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
  }
}
