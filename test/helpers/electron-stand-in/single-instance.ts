import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { profileFolder } from './stand-in-state.ts'

type Message = { readonly argv: readonly string[]; readonly folder: string }

/**
 * One program per profile, as Electron has it: the first holds a lock with its process id, a later one leaves its arguments and gets false.
 * @param onSecond called in the first program with the arguments and the working folder of each later one.
 */
export function takeSingleInstance(onSecond: (argv: readonly string[], folder: string) => void): boolean {
  const lock = join(profileFolder(), 'instance.lock')
  const letters = join(profileFolder(), 'instance-letters')
  mkdirSync(letters, { recursive: true })
  if (existsSync(lock) && isRunning(Number(readFileSync(lock, 'utf8')))) {
    const message: Message = { argv: process.argv, folder: process.cwd() }
    writeFileSync(join(letters, `${String(process.pid)}.json`), JSON.stringify(message))
    return false
  }
  writeFileSync(lock, String(process.pid))
  watch(letters, () => {
    for (const name of readdirSync(letters)) {
      const path = join(letters, name)
      const text = readFileSync(path, 'utf8')
      // Still being written; the next look finds it whole.
      if (!text.endsWith('}')) continue
      rmSync(path)
      const { argv, folder } = JSON.parse(text) as Message
      onSecond(argv, folder)
    }
  })
  process.on('exit', () => { rmSync(lock, { force: true }) })
  return true
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
