/** True for what the operating system refused: it carries a code such as ENOENT. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

/** Why a file or folder could not be read or written, in words. */
export function systemErrorWords(error: unknown): string {
  const code = isSystemError(error) ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file or folder'
  if (code === 'EISDIR') return 'it is a folder, not a file'
  if (code === 'ENOTDIR') return 'a part of the path is a file, not a folder'
  if (code === 'EACCES' || code === 'EPERM') return 'access is not permitted'
  if (code === 'ENOSPC') return 'the disk is full'
  if (code === 'EROFS') return 'the drive is read-only'
  if (code === 'EEXIST') return 'there is a file or folder of that name already'
  return error instanceof Error ? error.message : 'unknown error'
}
