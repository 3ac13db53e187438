import type { HostProblem } from '../../shared/host/host.ts'

/**
 * What a browser's refusal means, in words.
 * @param what what was being done: "The file".
 */
export function hostFailure(error: unknown, what: string): HostProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'AbortError') return { kind: 'cancelled', message: 'Cancelled; nothing was done.' }
  if (name === 'NotAllowedError' || name === 'SecurityError') return { kind: 'denied', message: `${what}: the browser was not allowed to do it. Allow it when the browser asks, or choose the folder again.` }
  if (name === 'QuotaExceededError' || name === 'NoModificationAllowedError') return { kind: 'no-space', message: `${what} could not be written: the disk is full, or the folder cannot be written to. Nothing half-written was left under its name.` }
  if (name === 'NotFoundError') return { kind: 'unreachable', message: `${what} cannot be reached: the folder was moved or removed, or the drive is unplugged. Plug it in, or choose another folder.` }
  return { kind: 'failed', message: `${what}: ${error instanceof Error ? error.message : String(error)}` }
}
