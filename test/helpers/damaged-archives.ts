import { indexLines, type IndexEntry } from '../../shared/eln/part-index.ts'
import { openArchive } from '../../shared/eln/open-archive.ts'
import { bytesSource } from '../../shared/eln/byte-source.ts'
import { headerOf } from '../../shared/eln/write-archive.ts'
import { canonicalJson } from '../../shared/util/canonical-json.ts'
import { sha256Hex } from '../../shared/util/sha256.ts'
import { facts } from './archive-in-memory.ts'
import { patched, rawZip, type RawMember } from './raw-zip.ts'

/** A part of a hand-made archive; the hash of the index is of `indexed`, where that differs from the content. */
export type HandPart = { readonly path: string; readonly role: string; readonly content: string; readonly indexed?: string }

/** A well-formed archive around any parts, with the header of this version. Members are stored, so that their text can be patched. */
export function handArchive(parts: readonly HandPart[], header: string = canonicalJson(headerOf(facts))): Promise<Uint8Array> {
  const all: readonly HandPart[] = [{ path: 'stromabook.json', role: 'header', content: header }, ...parts]
  const entry = ({ path, role, content, indexed = content }: HandPart): IndexEntry => {
    const bytes = new TextEncoder().encode(indexed)
    return { path, role, mediaType: 'application/jsonl', size: bytes.length, sha256: sha256Hex(bytes) }
  }
  const index = [...indexLines(all.map(entry))].join('')
  return rawZip([...all.map(({ path, content }): RawMember => ({ name: `lab/${path}`, content, stored: true })), { name: 'lab/parts.jsonl', content: index, stored: true }])
}

/** The members of an archive, unpacked. */
export async function membersOf(bytes: Uint8Array): Promise<readonly RawMember[]> {
  const opened = await openArchive(bytesSource(bytes))
  if (!opened.ok) throw new Error(opened.error.message)
  const { parts, rootFolder } = opened.value
  const members: RawMember[] = []
  for (const part of parts) {
    const chunks: Uint8Array[] = []
    await part.member.read((chunk) => { chunks.push(chunk.slice()) })
    members.push({ name: `${rootFolder}/${part.path}`, content: new Uint8Array(Buffer.concat(chunks)), stored: true })
  }
  return [...members, { name: `${rootFolder}/parts.jsonl`, content: [...indexLines(parts)].join(''), stored: true }]
}

/** The archive with one text of one member exchanged: the zip is in order (CRC-32 included), only the SHA-256 of the part can tell. */
export async function tampered(bytes: Uint8Array, path: string, from: string, to: string): Promise<Uint8Array> {
  const members = await membersOf(bytes)
  let done = false
  const changed = members.map((m): RawMember => {
    if (!m.name.endsWith(`/${path}`) || typeof m.content === 'string') return m
    done = Buffer.from(m.content).includes(from)
    return { ...m, content: Buffer.from(m.content).toString('utf8').replace(from, to) }
  })
  if (!done) throw new Error(`${from} is not in ${path}`)
  return rawZip(changed)
}

/** The archive with one bit of one stored member turned over, its CRC-32 left as it was. */
export async function withFlippedBit(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const stored = (await rawZip(await membersOf(bytes))).slice()
  const at = Buffer.from(stored).indexOf(text)
  if (at < 0) throw new Error(`${text} is not there`)
  stored[at] = (stored[at] ?? 0) ^ 1
  return stored
}

/** A zip whose second member has a name that a zip writer would not give it. */
export async function withMemberName(name: string): Promise<Uint8Array> {
  const stand = 'x'.repeat(Buffer.byteLength(name))
  const zip = await rawZip([{ name: 'lab/stromabook.json', content: canonicalJson(headerOf(facts)), stored: true }, { name: stand, content: 'x', stored: true }])
  return patched(zip, stand, name)
}

/** A file of zeros that packs about a thousandfold. */
export function zipBomb(unpackedBytes: number): Promise<Uint8Array> {
  return rawZip([{ name: 'lab/stromabook.json', content: canonicalJson(headerOf(facts)) }, { name: 'lab/records/batch.jsonl', content: new Uint8Array(unpackedBytes) }])
}

/** An archive as a general-purpose laboratory notebook exports it: RO-Crate with a dataset per entry, made up for these tests. */
export function otherSystemsArchive(system: string): Promise<Uint8Array> {
  const graph = [
    { '@id': 'ro-crate-metadata.json', '@type': 'CreativeWork', about: { '@id': './' }, conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' }, sdPublisher: { '@id': '#publisher' } },
    { '@id': '#publisher', '@type': 'Organization', name: system },
    { '@id': './', '@type': 'Dataset', hasPart: [{ '@id': './entry-1' }] },
    { '@id': './entry-1', '@type': 'Dataset', name: 'Thaw of a vial', text: '<p>thawed</p>' },
  ]
  return rawZip([{ name: 'export/ro-crate-metadata.json', content: JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }) }, { name: 'export/entry-1/notes.txt', content: 'thawed' }])
}

/** The export of SciNote: XML at the top of the zip. */
export function sciNoteArchive(): Promise<Uint8Array> {
  return rawZip([{ name: 'scinote.xml', content: '<scinote/>' }, { name: 'scinote.xsd', content: '<schema/>' }])
}
