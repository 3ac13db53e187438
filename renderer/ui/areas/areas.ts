import { IconBooks, IconFlask, IconHome, IconMicroscope, IconSettings, IconTestPipe } from '@tabler/icons-react'
import type { AreaId } from '../../app/kinds/kind-description.ts'

export type Area = { readonly id: AreaId | 'home'; readonly to: string; readonly label: string; readonly icon: typeof IconHome }

/** The areas of the navigation, in its order. */
export const areas: readonly Area[] = [
  { id: 'home', to: '/', label: 'Home', icon: IconHome },
  { id: 'batches', to: '/batches', label: 'Batches', icon: IconFlask },
  { id: 'assays', to: '/assays', label: 'Assays', icon: IconTestPipe },
  { id: 'experiments', to: '/experiments', label: 'Experiments', icon: IconMicroscope },
  { id: 'library', to: '/library', label: 'Library', icon: IconBooks },
  { id: 'settings', to: '/settings', label: 'Settings', icon: IconSettings },
]
