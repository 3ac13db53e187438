/** Code of a record as part of a file name on every system. */
export function safeName(code: string): string {
  const plain = code.normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '')
  return plain === '' ? 'report' : plain.slice(0, 80)
}
