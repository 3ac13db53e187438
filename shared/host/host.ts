import type { Result } from '../util/result.ts'
import type { Fault } from './fault-line.ts'
import type { HostEvent } from './host-events.ts'
import type { MenuEntry } from './menu-entry.ts'

/** Why the host did not do something, in words for the person at the bench. `cancelled`: they closed the dialogue, and nothing is wrong. */
export type HostProblem = { readonly kind: 'cancelled' | 'not-possible-here' | 'denied' | 'no-space' | 'unreachable' | 'failed'; readonly message: string }

export type HostFacts = {
  readonly host: 'desktop' | 'browser'
  readonly appVersion: string
  /** "Windows 11", "Chromium 153 on Linux": for diagnostics. */
  readonly system: string
}

/** What the program around the window knows of itself: for support, without names of files, folders or people. */
export type HostDiagnostics = { readonly facts: Readonly<Record<string, string | number | boolean | null>>; readonly log: readonly string[] }

/** A file the person chose. It is read in pieces, so that a large one need not fit in memory. */
export type PickedFile = { readonly name: string; readonly size: number; readonly mediaType: string; readonly read: (offset: number, length: number) => Promise<Uint8Array> }

export type FileChoice = {
  readonly title: string
  /** File endings without the dot; empty for any file. */
  readonly endings: readonly string[]
  readonly several: boolean
}

/** A file on its way out: pieces are written one after the other, and nothing is there under its name before `close`. */
export type FileOutput = { readonly write: (piece: Uint8Array) => Promise<void>; readonly close: () => Promise<void>; readonly discard: () => Promise<void> }

/** A backup as it lies in the folder. */
export type BackupFile = { readonly name: string; readonly size: number; readonly modifiedAt: string }

/** The folder the person chose for backups; names are plain file names without any path. */
export type BackupFolder = {
  /** Name to show; null where none was chosen, or it cannot be reached without asking again. */
  readonly name: () => Promise<string | null>
  /** Asks the person for a folder. Call it from a click: browsers ask only then. */
  readonly choose: () => Promise<Result<string, HostProblem>>
  readonly list: () => Promise<Result<readonly BackupFile[], HostProblem>>
  /** Opens a file for writing beside its final name; `close` puts it there in one step. */
  readonly write: (name: string) => Promise<Result<FileOutput, HostProblem>>
  readonly open: (name: string) => Promise<Result<PickedFile, HostProblem>>
  readonly remove: (name: string) => Promise<Result<null, HostProblem>>
}

/**
 * Everything the notebook needs from the machine it runs on. Two implementations: the desktop window (Electron) and a plain browser.
 * No call reveals a path, and none runs a program.
 */
export type Host = {
  readonly facts: HostFacts
  /** Saves bytes where the person says. @returns the name it was saved under. */
  readonly saveFile: (suggestedName: string, mediaType: string, bytes: Uint8Array) => Promise<Result<string, HostProblem>>
  readonly openFiles: (choice: FileChoice) => Promise<Result<readonly PickedFile[], HostProblem>>
  readonly backups: BackupFolder
  /** Opens a web page outside the notebook; https only. */
  readonly openLink: (url: string) => Promise<Result<null, HostProblem>>
  /** The file the notebook was asked to open (double click), if one waits; each is given once. */
  readonly fileToOpen: () => Promise<PickedFile | null>
  /** Hands over what the surroundings ask of the notebook. @returns stops it */
  readonly listen: (listener: (event: HostEvent) => void) => () => void
  /** Shows commands in the menu of the window; a browser tab has none. */
  readonly showMenu: (entries: readonly MenuEntry[]) => Promise<void>
  /** Loads the newer program that an `update` event announced. */
  readonly applyUpdate: () => Promise<void>
  /** Notes a fault of the page in the local log. */
  readonly noteFault: (fault: Fault) => Promise<void>
  readonly diagnostics: () => Promise<HostDiagnostics>
}
