import type { LoadedArchive } from '../../shared/export/load-archive.ts'
import type { Notebook } from '../../shared/records/notebook.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'

const kinds = ['batch', 'assay', 'experiment'] as const
type SubjectKind = (typeof kinds)[number]

/** What a report or a set of results can be about. */
export type Subject = { readonly kind: SubjectKind; readonly id: string; readonly code: string }

/** Codes named on the command line, by kind; `all` asks for every batch, assay and experiment. */
export type Chosen = { readonly [K in SubjectKind]?: readonly string[] } & { readonly all?: boolean }

const plurals: Readonly<Record<SubjectKind, string>> = { batch: 'batches', assay: 'assays', experiment: 'experiments' }

/**
 * What a command is about: what was named, else what a report file was made for, else every batch (with `all`, every assay and experiment
 * as well). Throws CommandFailure when a code is not there, naming those that are.
 */
export function chooseSubjects(notebook: Notebook, loaded: LoadedArchive, chosen: Chosen): readonly Subject[] {
  const every = kinds.flatMap((kind) => notebook.all(kind).map((r): Subject => ({ kind, id: r.id, code: r.code })))
  const root = loaded.manifest?.root
  const isReport = root !== undefined && loaded.header.profile === 'data-only'
  // The file of a report holds other records only as far as its subject needs them: results of their own would lack some.
  const offered = isReport ? every.filter((s) => s.id === root.id) : every
  const named = kinds.flatMap((kind) => (chosen[kind] ?? []).map((code) => find(offered, kind, code)))
  if (named.length > 0) return named
  return chosen.all === true || isReport ? offered : offered.filter((s) => s.kind === 'batch')
}

function find(offered: readonly Subject[], kind: SubjectKind, code: string): Subject {
  const ofKind = offered.filter((s) => s.kind === kind)
  const found = ofKind.find((s) => s.code === code.normalize('NFC'))
  if (found === undefined) throw new CommandFailure(exitCodes.usage, `there is no ${kind} ${code}; the file has ${ofKind.map((s) => s.code).join(', ') || `no ${plurals[kind]}`}`)
  return found
}
