import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.css'
import '@mantine/spotlight/styles.css'
import './tones.css'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { ServicesContext } from '../app/services-context.ts'
import type { Services } from '../app/services.ts'
import { createAppRouter } from './router.tsx'
import { readableColours, theme } from './theme.ts'

/** The window: providers and routes. */
export function App({ services, styleNonce }: { readonly services: Services; readonly styleNonce: string }) {
  const router = useMemo(() => createAppRouter(), [])
  useEffect(() => {
    // Asked once; where the browser refuses, the settings say so, because it may then clear the notebook when the disk gets full.
    void navigator.storage.persist().catch(() => false)
  }, [])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={readableColours} defaultColorScheme="auto" getStyleNonce={() => styleNonce}>
      <ServicesContext value={services}>
        <RouterProvider router={router} />
      </ServicesContext>
    </MantineProvider>
  )
}
