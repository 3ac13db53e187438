/** `update`: a newer program is ready (`applyUpdate`). */
export type UpdateEvent = { readonly kind: 'update' }

/** What the program around the window asks of the notebook: a command was chosen in the menu; a file waits to be taken (`fileToOpen`). */
export type HostEvent = { readonly kind: 'command'; readonly id: string } | { readonly kind: 'file' } | UpdateEvent

/** True for an event of the list. */
export function isHostEvent(value: unknown): value is HostEvent {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  return value.kind === 'file' || (value.kind === 'command' && 'id' in value && typeof value.id === 'string')
}
