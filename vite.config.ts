import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { styleNonceMark } from './electron/content-security-policy.ts'
import { offlineWorker } from './vite-offline.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

// One build for the desktop window, the local server and any static host: relative addresses, nothing fetched from elsewhere.
export default defineConfig(({ command }) => ({
  root: 'renderer',
  base: './',
  plugins: [
    react(),
    { name: 'app-version', transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'app-version', content: version }, injectTo: 'head' as const }] },
    {
      name: 'licences',
      // Whoever is given the pages is given the licences of what is in them.
      generateBundle() { this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: readFileSync(new URL('THIRD-PARTY-LICENSES.txt', import.meta.url)) }) },
    },
    offlineWorker(fileURLToPath(new URL('.', import.meta.url))),
  ],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2023', sourcemap: true },
  worker: { format: 'es' },
  // Served for work on the program, styles are written into the page by Vite; the mark of the built page's nonce is theirs too.
  ...(command === 'serve' ? { html: { cspNonce: styleNonceMark } } : {}),
}))
