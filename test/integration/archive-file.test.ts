import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openArchiveFile, writeFileSafely } from '../../electron/cli/archive-file.ts'
import { recordParts } from '../../shared/eln/archive-part.ts'
import { openArchive } from '../../shared/eln/open-archive.ts'
import { writeArchive } from '../../shared/eln/write-archive.ts'
import { fail } from '../../shared/util/result.ts'
import { facts } from '../helpers/archive-in-memory.ts'

const folder = await mkdtemp(join(tmpdir(), 'stromabook-'))
const path = join(folder, 'lab.eln')
afterAll(() => rm(folder, { recursive: true, force: true }))

it('writes an archive to disk and opens it again', async () => {
  const written = await writeFileSafely(path, (sink) => writeArchive(sink, facts, recordParts([{ kind: 'batch', id: 'b1' }])))
  const file = await openArchiveFile(path)
  if (!file.ok) throw new Error(file.error)
  const archive = await openArchive(file.value.source)
  await file.value.close()
  expect(archive.ok && archive.value.archiveHash).toBe(written.ok && written.value.archiveHash)
  expect(await readdir(folder)).toEqual(['lab.eln'])
})

it('keeps the old file, and leaves nothing behind, where the writing fails', async () => {
  await writeFile(path, 'old')
  expect(await writeFileSafely(path, async (sink) => {
    await sink.write(new Uint8Array(10))
    return fail('cancelled')
  })).toEqual({ ok: false, error: 'cancelled' })
  await expect(writeFileSafely(path, () => Promise.reject(new Error('a mistake in the program')))).rejects.toThrow('mistake')
  expect(await readFile(path, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(['lab.eln'])
})

it('says why a file cannot be opened or written', async () => {
  expect(await openArchiveFile(join(folder, 'none.eln'))).toMatchObject({ ok: false, error: expect.stringContaining('no such file') })
  expect(await openArchiveFile(folder)).toMatchObject({ ok: false, error: expect.stringContaining('not a file') })
  expect(await writeFileSafely(join(folder, 'none', 'x.eln'), () => Promise.resolve(fail('never')))).toMatchObject({ ok: false, error: expect.stringContaining('no such file or folder') })
})
