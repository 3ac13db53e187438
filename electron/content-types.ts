/** Media types of the files of the built notebook; anything else is not served. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', ico: 'image/x-icon',
  woff2: 'font/woff2', ttf: 'font/ttf', json: 'application/json; charset=utf-8', webmanifest: 'application/manifest+json; charset=utf-8', map: 'application/json; charset=utf-8', wasm: 'application/wasm', txt: 'text/plain; charset=utf-8',
}

/** Media type by the ending of a path; undefined for an ending the notebook does not have. */
export function contentTypeOf(path: string): string | undefined {
  return types[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '']
}
