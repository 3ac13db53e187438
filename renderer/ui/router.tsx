import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { BatchListPage } from './batches/batch-list-page.tsx'
import { BatchPage } from './batches/batch-page.tsx'
import { DonorListPage } from './donors/donor-list-page.tsx'
import { DonorPage } from './donors/donor-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { NotFound, PageFailure } from './shell/page-failure.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageFailure })
const home = createRoute({ getParentRoute: () => root, path: '/', component: HomeRoute })
const donors = createRoute({ getParentRoute: () => root, path: '/donors', component: DonorListPage })
const donor = createRoute({ getParentRoute: () => root, path: '/donors/$id', component: DonorRoute })
const batches = createRoute({ getParentRoute: () => root, path: '/batches', component: BatchListPage })
const batch = createRoute({ getParentRoute: () => root, path: '/batches/$id', component: BatchRoute })
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage })

/** The first page, until Home shows what needs attention. */
function HomeRoute() {
  return <Navigate to="/batches" replace />
}

function DonorRoute() {
  return <DonorPage id={donor.useParams().id} />
}

function BatchRoute() {
  return <BatchPage id={batch.useParams().id} />
}

/** Routes live behind the hash: the same addresses work under app://, on a static host and offline, and can be linked and restored. */
export function createAppRouter() {
  return createRouter({ routeTree: root.addChildren([home, donors, donor, batches, batch, settings]), history: createHashHistory() })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
