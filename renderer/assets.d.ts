// Files that Vite copies into the build; the import gives their address.
declare module '*.ttf?url' {
  const address: string
  export = address
}
// Builds of packages for browsers, which carry no types; what is used of them is narrowed where they are loaded.
declare module 'pdfmake/build/pdfmake.js' {
  const pdfmake: unknown
  export = pdfmake
}
declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'
