import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'
import type { Plugin } from 'vite'
import { filePolicy } from './electron/content-security-policy.ts'

/**
 * After the build: writes service-worker.js with the list of all files of the build and their hashes, and the name of the build, which is the
 * hash of that list. Source maps are for work on the program and stay on the server.
 */
export function offlineWorker(folder: string): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'offline', content: 'service-worker.js' }, injectTo: 'head' as const }],
    closeBundle() {
      const web = join(folder, 'dist', 'web')
      const paths = readdirSync(web, { recursive: true, withFileTypes: true }).filter((f) => f.isFile() && !/\.map$|^service-worker\.js$/.test(f.name)).map((f) => relative(web, join(f.parentPath, f.name)).split(sep).join('/')).sort()
      const files = Object.fromEntries(paths.map((path) => [path, createHash('sha256').update(readFileSync(join(web, path))).digest('hex')]))
      const build = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
      const source = readFileSync(join(folder, 'renderer', 'service-worker', 'service-worker.ts'), 'utf8')
      const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
      writeFileSync(join(web, 'service-worker.js'), `const offlineFiles = ${JSON.stringify(files)}\nconst offlineBuild = ${JSON.stringify(build)}\nconst filePolicy = ${JSON.stringify(filePolicy)}\n${outputText.replace(/^export \{\};?$/m, '')}`)
    },
  }
}
