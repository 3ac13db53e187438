import { createContext, useContext } from 'react'
import { useObservable } from './observable.ts'
import type { Services, Session } from './services.ts'

/** The services of the window, handed down by main.tsx. */
export const ServicesContext = createContext<Services | null>(null)

/** The services. @throws Error outside the provider: a fault of the program. */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('no services: the page stands outside its provider')
  return services
}

/** The open notebook; pages behind the start screen always have one. @throws Error without one. */
export function useSession(): Session {
  const session = useObservable(useServices().session)
  if (session === null) throw new Error('no notebook is open')
  return session
}
