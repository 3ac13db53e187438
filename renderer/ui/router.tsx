import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { isRecordKind, type RecordKind } from '../../shared/records/record-kinds.ts'
import { kindAt } from '../app/kinds/kinds.ts'
import type { BegunFrom } from '../app/new-record.ts'
import { KindListPage } from './areas/kind-list-page.tsx'
import { KindRecordPage } from './areas/kind-record-page.tsx'
import { LibraryPage } from './areas/library-page.tsx'
import { HomePage } from './home/home-page.tsx'
import { readListState, type ListState } from './lists/list-state.ts'
import { SearchPage } from './search/search-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { NotFound, PageFailure } from './shell/page-failure.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageFailure })
const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })
const library = createRoute({ getParentRoute: () => root, path: '/library', component: LibraryPage })
const search = createRoute({ getParentRoute: () => root, path: '/search', component: SearchRoute, validateSearch: searchWanted })
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage })
// Every kind of record has its list at the address its description names, and its records below; addresses above come first.
const list = createRoute({ getParentRoute: () => root, path: '/$kinds', component: ListRoute, validateSearch: listView })
const record = createRoute({ getParentRoute: () => root, path: '/$kinds/$id', component: RecordRoute, validateSearch: begunFrom })

function SearchRoute() {
  return <SearchPage {...search.useSearch()} />
}

function ListRoute() {
  const kind = kindAt(list.useParams().kinds)
  const { view = {} } = list.useSearch()
  return kind === undefined ? <NotFound /> : <KindListPage kind={kind} state={view} />
}

function RecordRoute() {
  const { kinds, id } = record.useParams()
  const kind = kindAt(kinds)
  const from = record.useSearch()
  return kind === undefined ? <NotFound /> : <KindRecordPage kind={kind} id={id} from={from} />
}

function searchWanted(given: Readonly<Record<string, unknown>>): { readonly text?: string; readonly kind?: RecordKind } {
  const { text, kind } = given
  // A number in the address is read as one.
  return { ...(typeof text === 'string' || typeof text === 'number' ? { text: String(text) } : {}), ...(isRecordKind(kind) ? { kind } : {}) }
}

function listView(search: Readonly<Record<string, unknown>>): { readonly view?: ListState } {
  const view = readListState(search['view'])
  return Object.keys(view).length === 0 ? {} : { view }
}

function begunFrom(search: Readonly<Record<string, unknown>>): BegunFrom {
  return typeof search['of'] === 'string' ? { of: search['of'] } : {}
}

/** Routes live behind the hash: the same addresses work under app://, on a static host and offline, and can be linked and restored. */
export function createAppRouter() {
  return createRouter({ routeTree: root.addChildren([home, library, search, settings, list, record]), history: createHashHistory() })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
