import MiniSearch from 'minisearch'
import { recordKinds, type RecordKind } from '../../../shared/records/record-kinds.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { feedEnd, readFeed, type FeedPosition } from '../../db/record-feed.ts'
import { referenceNames } from '../../db/reference-names.ts'
import type { StoredRow } from '../../db/stored-row.ts'
import { searchDocument, type SearchDocument } from './search-document.ts'
import { fuzziness, searchTerms } from './search-terms.ts'

export type SearchHit = Pick<SearchDocument, 'id' | 'kind' | 'title' | 'description' | 'retired' | 'simulated'>
export type SearchWanted = { readonly text: string; readonly limit: number; readonly kinds: readonly RecordKind[] | null }
/** `counts`: hits of each kind, whatever kinds were asked for. */
export type SearchAnswer = { readonly hits: readonly SearchHit[]; readonly counts: Readonly<Partial<Record<RecordKind, number>>> }

/** Pointers of the fields that describe each kind in a list of hits. */
export type Descriptions = Readonly<Partial<Record<RecordKind, readonly string[]>>>

/** Search over everything of one notebook. The index is built when first asked, kept up with what is stored, and never stored itself. */
export type SearchService = { readonly search: (wanted: SearchWanted) => Promise<SearchAnswer> }

/** Documents indexed between two looks at other questions. */
const chunk = 400

/** Makes the search of a notebook. */
export function makeSearchService(db: NotebookDb, descriptions: Descriptions): SearchService {
  let index = emptyIndex()
  const documents = new Map<string, SearchDocument>()
  let position: FeedPosition | undefined
  let running: Promise<void> = Promise.resolve()

  const put = async (rows: readonly StoredRow[]): Promise<void> => {
    const names = await referenceNames(db, [...new Set(rows.flatMap((r) => r.refs))])
    const made = rows.map((row) => searchDocument(row.record, row.refs, (id) => names.get(id)?.name, descriptions[row.record.kind] ?? []))
    for (const document of made) if (documents.has(document.id)) index.discard(document.id)
    for (const document of made) documents.set(document.id, document)
    await index.addAllAsync(made, { chunkSize: chunk })
  }
  const rebuild = async (): Promise<void> => {
    index = emptyIndex()
    documents.clear()
    position = await feedEnd(db)
    for (const kind of recordKinds) await put(await db.rows(kind).toArray())
  }
  const follow = async (): Promise<void> => {
    if (position === undefined) return rebuild()
    const step = await readFeed(db, position)
    if (step.whole) return rebuild()
    position = step.position
    for (const id of step.gone) if (documents.delete(id)) index.discard(id)
    const before = new Map(step.rows.map((r) => [r.id, documents.get(r.id)?.title]))
    await put(step.rows)
    const renamed = step.rows.filter((r) => before.get(r.id) !== undefined && before.get(r.id) !== documents.get(r.id)?.title).map((r) => r.id)
    if (renamed.length > 0) await put(await rowsPointingAt(db, renamed))
  }
  return {
    search: async ({ text, limit, kinds }) => {
      // One after the other: two updates of one index at a time would add the same record twice.
      running = running.catch(() => undefined).then(follow)
      await running
      const counts: Partial<Record<RecordKind, number>> = {}
      const hits: SearchHit[] = []
      for (const document of find(index, text, documents)) {
        counts[document.kind] = (counts[document.kind] ?? 0) + 1
        if (hits.length < limit && (kinds === null || kinds.includes(document.kind))) hits.push(hitOf(document))
      }
      return { hits, counts }
    },
  }
}

function emptyIndex(): MiniSearch<SearchDocument> {
  return new MiniSearch<SearchDocument>({ fields: ['title', 'words', 'linked'], tokenize: (text) => [...searchTerms(text)], processTerm: (term) => term })
}

/** Records with every word; where there are none, those with some. Names count most, then own words, then names of what is pointed at. */
function find(index: MiniSearch<SearchDocument>, text: string, documents: ReadonlyMap<string, SearchDocument>): readonly SearchDocument[] {
  const options = { boost: { title: 6, words: 2, linked: 1 }, prefix: true, fuzzy: fuzziness, maxFuzzy: 2 } as const
  const all = index.search(text, { ...options, combineWith: 'AND' })
  const found = (all.length > 0 ? all : index.search(text, options)).flatMap((result) => documents.get(String(result.id)) ?? [])
  // A code typed in full is what is meant, before whatever else holds its parts.
  const wanted = searchTerms(text).join(' ')
  const isExact = (document: SearchDocument): boolean => searchTerms(document.title).join(' ') === wanted
  return [...found.filter(isExact), ...found.filter((d) => !isExact(d))]
}

function hitOf({ id, kind, title, description, retired, simulated }: SearchDocument): SearchHit {
  return { id, kind, title, description, retired, simulated }
}

async function rowsPointingAt(db: NotebookDb, ids: readonly string[]): Promise<readonly StoredRow[]> {
  return (await Promise.all(recordKinds.map((kind) => db.rows(kind).where('refs').anyOf([...ids]).distinct().toArray()))).flat()
}
