import { fail, ok, type Result } from '../util/result.ts'
import { defaultArchiveLimits, type ArchiveLimits } from './archive-limits.ts'
import { parseArchiveHeader } from './archive-header.ts'
import { ArchiveStop, reason, type ArchiveReason } from './archive-reason.ts'
import { blockedSource, type ByteSource } from './byte-source.ts'
import { parsePartIndex, type IndexEntry, type PartIndex } from './part-index.ts'
import type { OpenArchive, OpenPart } from './open-archive-types.ts'
import { CRATE_PATH, HEADER_PATH, INDEX_PATH } from './part-names.ts'
import { readDocument } from './read-part.ts'
import { openZip, type ZipMember } from './zip-input.ts'

/**
 * Opens an archive and says what it is, reading directory, header and index only.
 * @returns the archive, or the one reason why nothing can be read from it: not such a file, damaged, harmful, of another program or of a
 * newer version.
 */
export async function openArchive(file: ByteSource, limits: Partial<ArchiveLimits> = {}): Promise<Result<OpenArchive, ArchiveReason>> {
  const all = { ...defaultArchiveLimits, ...limits }
  const source = blockedSource(reporting(file))
  const sniffed = await sniff(source)
  if (sniffed !== null) return fail(sniffed)
  const zip = await openZip(source, all)
  if (!zip.ok) return zip
  const byName = new Map(zip.value.map((m) => [m.name, m]))
  const root = findRoot(zip.value, byName)
  if (!root.ok) return root
  const headerFile = byName.get(`${root.value}/${HEADER_PATH}`)
  if (headerFile === undefined) return fail(await nameOtherProgram(byName.get(`${root.value}/${CRATE_PATH}`)))
  const headerText = await readDocument(headerFile, Math.min(all.documentBytes, 1024 ** 2))
  if (!headerText.ok) return headerText
  const header = parseArchiveHeader(parseJson(headerText.value.text))
  if (!header.ok) return header
  const index = await readIndex(byName.get(`${root.value}/${INDEX_PATH}`), all)
  if (!index.ok) return index
  const { entries, archiveHash } = index.value
  if (entries.find((e) => e.path === HEADER_PATH)?.sha256 !== headerText.value.sha256) return fail(reason('bad-header', 'The header of the file was changed after it was written. Nothing was read; use another copy.', { part: HEADER_PATH }))
  const { parts, reasons } = match(entries, byName, root.value)
  return ok({ header: header.value, archiveHash, rootFolder: root.value, parts, limits: all, reasons })
}

/** Tells a medium that fails apart from what is on it. */
function reporting(file: ByteSource): ByteSource {
  return {
    size: file.size,
    read: async (offset, length) => {
      try {
        return await file.read(offset, length)
      } catch (error) {
        throw new ArchiveStop(reason('read-failed', `The file could not be read (${error instanceof Error ? error.message : 'unknown error'}). Is the drive still connected?`))
      }
    },
  }
}

async function sniff(source: ByteSource): Promise<ArchiveReason | null> {
  if (source.size === 0) return reason('empty-file', 'The file is empty. Saving or copying it failed; use another copy.')
  let start: Uint8Array
  try {
    start = await source.read(0, Math.min(8, source.size))
  } catch (error) {
    if (error instanceof ArchiveStop) return error.reason
    throw error
  }
  const text = String.fromCharCode(...start)
  if (text.startsWith('PK')) return null
  if (text.startsWith('%PDF')) return reason('not-a-zip', 'This is a PDF, not a notebook file. To read the data inside a batch report, open it as a report.')
  return reason('not-a-zip', 'This is not a notebook file (.eln): it does not begin like one. Check that the right file was chosen.')
}

function findRoot(members: readonly ZipMember[], byName: ReadonlyMap<string, ZipMember>): Result<string, ArchiveReason> {
  if (byName.has('scinote.xml')) return fail(reason('scinote-file', 'This .eln file was written by SciNote, whose format shares only the ending with the common .eln format. Export from SciNote as spreadsheet or PDF and attach that.'))
  const roots = new Set(members.map((m) => (m.name.includes('/') ? m.name.slice(0, m.name.indexOf('/')) : '')))
  const [root] = roots
  if (root === undefined) return fail(reason('not-a-notebook-file', 'The archive is empty.'))
  if (roots.size === 1 && root !== '') return ok(root)
  const holdsHeader = members.some((m) => m.name.endsWith(`/${HEADER_PATH}`) || m.name === HEADER_PATH)
  return fail(holdsHeader
    ? reason('several-roots', 'The file must hold exactly one folder at its top, and holds more (or loose files). It was unpacked and packed again; use the original.')
    : reason('not-a-notebook-file', 'This zip is not a notebook file: an .eln holds exactly one folder at its top, with a description of its content.'))
}

async function nameOtherProgram(crate: ZipMember | undefined): Promise<ArchiveReason> {
  if (crate === undefined) return reason('not-a-notebook-file', `This zip is not a notebook file: it holds neither ${HEADER_PATH} nor ${CRATE_PATH}.`)
  const text = await readDocument(crate, 64 * 1024 ** 2)
  const publisher = text.ok ? /"@type"\s*:\s*"Organization"[^{}]*?"name"\s*:\s*"([^"\\]{1,60})"|"name"\s*:\s*"([^"\\]{1,60})"[^{}]*?"@type"\s*:\s*"Organization"/.exec(text.value.text) : null
  const name = publisher?.[1] ?? publisher?.[2]
  return reason('other-eln', `This .eln file was written by ${name ?? 'another notebook program'}, not by Stromabook. It cannot be opened as a notebook.`)
}

async function readIndex(member: ZipMember | undefined, limits: ArchiveLimits): Promise<Result<PartIndex, ArchiveReason>> {
  if (member === undefined) return fail(reason('bad-index', 'The index of the file is missing, so nothing in it can be verified. Use another copy.', { part: INDEX_PATH }))
  const text = await readDocument(member, limits.documentBytes)
  if (!text.ok) return text
  const parsed = parsePartIndex(text.value.text)
  return parsed.ok ? parsed : fail(reason('bad-index', `The index of the file was changed or damaged: ${parsed.error}. Nothing was read, because nothing could be verified; use another copy.`, { part: INDEX_PATH }))
}

function match(entries: readonly IndexEntry[], byName: ReadonlyMap<string, ZipMember>, root: string): { readonly parts: readonly OpenPart[]; readonly reasons: readonly ArchiveReason[] } {
  const reasons: ArchiveReason[] = []
  const parts: OpenPart[] = []
  const listed = new Set([INDEX_PATH])
  for (const entry of entries) {
    listed.add(entry.path)
    const member = byName.get(`${root}/${entry.path}`)
    if (member === undefined) reasons.push(reason('missing-part', 'The part is listed in the index but is not in the file: it was removed.', { part: entry.path }))
    else parts.push({ ...entry, member })
  }
  for (const name of byName.keys()) {
    const path = name.slice(root.length + 1)
    if (!listed.has(path)) reasons.push(reason('unlisted-part', 'The part is in the file but not in its index: it was added later. It was not read.', { part: path }))
  }
  return { parts, reasons }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
