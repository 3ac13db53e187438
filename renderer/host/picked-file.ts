import type { PickedFile } from '../../shared/host/host.ts'

/** A file of the browser as the notebook reads it: in pieces. */
export function pickedFile(file: File): PickedFile {
  return {
    name: file.name,
    size: file.size,
    mediaType: file.type,
    read: async (offset, length) => new Uint8Array(await file.slice(offset, Math.min(file.size, offset + length)).arrayBuffer()),
  }
}
