// Layers: who may import whom. Everything not listed here is refused (`allowed` with severity error), type-only imports
// included, because a type that travels the wrong way pulls its meaning with it.
//
//   ui -> app -> (workers | db | Host type) -> shared        workers -> db        electron -> shared
//   inside shared:   export -> reports, figures, eln, trust, pdf -> domain -> statistics, records -> util
//
// A new edge is a design decision: add it here with its reason, and to the table in test/nets/layers.test.ts,
// which tries every pair of folders.

/** Folders of shared/ and the other folders of shared/ each may import. A folder may always import itself. */
const SHARED = {
  util: [],
  // The call list a host offers; its types only need Result and the like.
  host: ['util'],
  // Numbers in, numbers out. It must not know a record, so that every method can be checked against R with bare numbers.
  statistics: ['util'],
  records: ['util'],
  // The only place where records meet statistics.
  domain: ['records', 'statistics', 'util'],
  // Instrument files become rows with reasons; what a row means scientifically is not decided while reading it.
  formats: ['records', 'util'],
  // Hashes and signatures rest on what was written, never on what is computed from it.
  trust: ['records', 'util'],
  // An archive carries records and their chain; it does not compute.
  eln: ['trust', 'records', 'util'],
  // Figures and reports print results of domain. They do not call statistics themselves: a number that is printed
  // has been given its interval, n and warnings by domain first.
  figures: ['domain', 'records', 'util'],
  // A report prints signatures and their verification. Figures reach it as finished SVG, composed by export.
  reports: ['domain', 'trust', 'records', 'util'],
  // Definition and fonts in, bytes out; it knows nothing of cells.
  pdf: ['util'],
  // Composition: everything a finished document or archive is made of.
  export: ['reports', 'figures', 'eln', 'trust', 'pdf', 'domain', 'statistics', 'records', 'util'],
  // The sample notebook; its generators draw from the seeded generator of statistics.
  sample: ['domain', 'trust', 'records', 'statistics', 'util'],
}

/** The folders of renderer/; `shared` stands for all of shared/. */
const RENDERER = {
  // A thread of its own that knows files of the build, and nothing of the notebook.
  'service-worker': [],
  // Host implementations of the browser side.
  host: ['shared'],
  db: ['shared'],
  workers: ['db', 'shared'],
  // Services and queries; the host reaches them as the Host type of shared/host, never as an implementation.
  app: ['workers', 'db', 'shared'],
  // Neither Dexie, nor a worker, nor a host: what the screen needs comes through app.
  ui: ['app', 'shared'],
}

/** npm packages and the one place (or few) that may import each. A package that is not listed may not be imported. */
const PACKAGES = {
  'shared/util': ['@noble/hashes', 'canonicalize'],
  'shared/records': ['zod'],
  'shared/statistics': ['@stdlib/[^/]+', 'ml-levenberg-marquardt'],
  'shared/formats': ['papaparse', 'read-excel-file'],
  'shared/trust': ['fast-json-patch', '@noble/curves'],
  'shared/eln': ['@zip.js/zip.js'],
  'shared/figures': ['@observablehq/plot', 'linkedom', 'd3-[^/]+'],
  'shared/pdf': ['pdfmake', 'pdfjs-dist'],
  'shared/sample': ['zod'],
  'renderer/db': ['dexie'],
  // The host chooses the build of pdfmake and pdf.js that runs on it (Node's or the browser's) and hands it to shared/pdf.
  'renderer/workers': ['comlink', 'minisearch', 'pdfmake', 'pdfjs-dist', 'dejavu-fonts-ttf'],
  'renderer/app': ['@zxing/library', 'comlink', 'dexie', 'dexie-react-hooks', 'react'],
  'renderer/ui': ['react', 'react-dom', '@mantine/[^/]+', '@tanstack/[^/]+', '@tabler/icons-react'],
  // The composition root.
  'renderer/main\\.tsx$': ['react', 'react-dom', '@mantine/[^/]+'],
  'electron/cli': ['commander', 'pdfmake', 'pdfjs-dist'],
  'electron/[^/]+$': ['electron', '@electron/fuses'],
}

const folder = (name) => (name.endsWith('$') ? `^${name}` : `^${name}/`)
const anyOf = (names) => `(${names.join('|')})`
const edge = (from, to) => ({ from: { path: folder(from) }, to: { path: to } })

// Types of a package may live in @types.
const packagePath = (names) => `(^|/)node_modules/(@types/)?${anyOf(names)}/`

const insideShared = Object.entries(SHARED).map(([from, to]) => edge(`shared/${from}`, `^shared/${anyOf([from, ...to])}/`))

const insideRenderer = Object.entries(RENDERER).map(([from, to]) => {
  const own = `^renderer/${anyOf([from, ...to.filter((name) => name !== 'shared')])}/`
  return edge(`renderer/${from}`, to.includes('shared') ? `${own}|^shared/` : own)
})

const packages = Object.entries(PACKAGES).map(([from, names]) => edge(from, packagePath(names)))

export default {
  allowed: [
    ...insideShared,
    ...insideRenderer,
    ...packages,

    // main.tsx puts the renderer together and chooses the host.
    edge('renderer/main\\.tsx$', '^(renderer|shared)/'),

    // Electron's own files may use the command line's (plain Node) modules; the command line must run without Electron,
    // so it sees neither the package nor the files that import it.
    edge('electron/[^/]+$', '^(electron|shared)/'),
    edge('electron/cli', '^(electron/cli|shared)/'),
    { from: { path: '^electron/' }, to: { dependencyTypes: ['core'] } },

    // Tests may import everything that exists and is listed in package.json. Nothing imports tests.
    { from: { path: '^test/' }, to: { path: '^(electron|renderer|shared|test)/' } },
    { from: { path: '^test/' }, to: { dependencyTypes: ['core', 'npm', 'npm-dev'] } },
  ],
  allowedSeverity: 'error',

  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one thing, or hide a third. Find it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],

  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Type-only imports count.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
