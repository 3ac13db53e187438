/** A fault as it may stand in the log: what sort, and where in the program. Never its message, which can quote a record. */
export type Fault = { readonly sort: string; readonly at: string }

const sortForm = /^[A-Za-z][A-Za-z0-9_]{0,59}$/
const atForm = /^[A-Za-z0-9_.:/ -]{0,400}$/
/** The last part of a frame that names a file of the program, with line and column. */
const place = /^.*[/\\]((?:assets|electron|shared|renderer)[/\\][A-Za-z0-9_./\\-]+:\d+:\d+)\)?$/

/**
 * Sort and place of a fault, read off its stack: "TypeError", "assets/index-4f2a.js:1:2345 assets/index-4f2a.js:1:99".
 * Files are those of the program, so that nothing of a record or of the disk can be among them.
 */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { sort: 'NotAnError', at: '' }
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{2,40}$/.test(error.code) ? `_${error.code}` : ''
  const sort = `${error.name}${code}`
  // A stack repeats the message before its frames.
  const frames = (error.stack ?? '').replaceAll(error.message === '' ? '\n\n' : error.message, '\n').split('\n')
  const at = frames.flatMap((frame) => place.exec(frame.trim())?.[1]?.replaceAll('\\', '/') ?? []).slice(0, 4).join(' ').slice(0, 400)
  return { sort: sortForm.test(sort) ? sort : 'Error', at: atForm.test(at) ? at : '' }
}

/** True for a fault in the form above, from wherever it comes. */
export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'at,sort'
    && 'sort' in value && typeof value.sort === 'string' && sortForm.test(value.sort) && 'at' in value && typeof value.at === 'string' && atForm.test(value.at)
}
