import { canonicalJson } from '../util/canonical-json.ts'
import type { ArchiveFacts } from './archive-facts.ts'
import { CRATE_PATH, HEADER_PATH, INDEX_PATH, MANIFEST_PATH } from './part-names.ts'
import type { IndexEntry } from './part-index.ts'

/** One node of the flattened JSON-LD graph. */
export type CrateNode = { readonly '@id': string; readonly '@type': string | readonly string[]; readonly [property: string]: unknown }

const PUBLISHER_ID = '#stromabook'

/**
 * RO-Crate 1.1 metadata (also of the .eln format) of an archive: root dataset, publisher, and a File node for each part except
 * attachments, which are found through their records and the index. RO-Crate 1.1 and not 1.2, because validators of the .eln consortium
 * read 1.2 of a few named producers only; `sha256` therefore needs its own term in the context.
 * Further nodes and parts of the root (datasets of the exchange profile) can be handed in.
 * @returns canonical JSON.
 */
export function crateMetadata(facts: ArchiveFacts, parts: readonly IndexEntry[], more: { readonly nodes?: readonly CrateNode[]; readonly hasPart?: readonly string[] } = {}): string {
  const files = parts.filter((p) => p.role !== 'attachment').map(fileNode)
  const index: CrateNode = {
    '@id': INDEX_PATH, '@type': 'File', name: 'Index of parts', encodingFormat: 'application/jsonl',
    description: 'One line per part with size and SHA-256; the last line holds the SHA-256 over all lines before it.',
  }
  const all = [...files, index]
  const root: CrateNode = {
    '@id': './', '@type': 'Dataset', name: facts.title, description: facts.description, license: facts.license,
    datePublished: facts.createdAt, dateCreated: facts.createdAt, keywords: 'mesenchymal stromal cells, laboratory notebook', identifier: facts.notebook.id,
    // Importers of eLabFTW read the parts of older versions in an outdated form.
    version: '107',
    hasPart: [...all.map((n) => n['@id']), ...(more.hasPart ?? [])].map((id) => ({ '@id': id })),
  }
  const descriptor: CrateNode = {
    '@id': CRATE_PATH, '@type': 'CreativeWork', about: { '@id': './' }, conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    name: 'RO-Crate metadata', dateCreated: facts.createdAt, sdPublisher: { '@id': PUBLISHER_ID }, version: '1.1',
  }
  // areaServed: without it eLabFTW decodes text as old HTML.
  const publisher: CrateNode = { '@id': PUBLISHER_ID, '@type': 'Organization', name: facts.app.name, areaServed: 'Worldwide' }
  return canonicalJson({
    '@context': ['https://w3id.org/ro/crate/1.1/context', { sha256: 'https://schema.org/sha256' }],
    '@graph': [descriptor, root, publisher, ...all, ...(more.nodes ?? [])],
  })
}

function fileNode(part: IndexEntry): CrateNode {
  return { '@id': part.path, '@type': 'File', name: nameOfPart(part), encodingFormat: part.mediaType, contentSize: String(part.size), sha256: part.sha256 }
}

function nameOfPart({ path, role }: IndexEntry): string {
  if (path === HEADER_PATH) return 'Header of the notebook file'
  if (path === MANIFEST_PATH) return 'Manifest: hashes of everything the report rests on'
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.jsonl$/, '')
  if (role === 'records') return `Records: ${base}`
  return role === 'revisions' ? `Revisions of device ${base}` : base
}
