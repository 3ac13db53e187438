import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { offlineWorker } from './vite-offline.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

// One build for the desktop window, the local server and any static host: relative addresses, nothing fetched from elsewhere.
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [
    react(),
    { name: 'app-version', transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'app-version', content: version }, injectTo: 'head' as const }] },
    offlineWorker(fileURLToPath(new URL('.', import.meta.url))),
  ],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2023', sourcemap: true },
  worker: { format: 'es' },
})
