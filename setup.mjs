// Makes a fresh copy of the project ready to build: checks Node, installs what package-lock.json lists if it is not there.
// Safe to run each time; says nothing when there is nothing to do. Needs no global package and no home directory.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const NODE_NEEDED = [20, 19]

const lockFile = join(root, 'package-lock.json')
const installedFile = join(root, 'node_modules', '.package-lock.json')

function stop(message) {
  console.error(message)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1])) return
  stop(`Stromabook needs Node ${NODE_NEEDED.join('.')} or later; this is Node ${process.versions.node}. Install a current Node (https://nodejs.org) and run this again.`)
}

/** Names and versions of all packages of a lock file, the project itself left out. */
function packagesOf(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(packages).filter(([path]) => path !== '')
}

/**
 * True if node_modules holds what the lock file asks for. The dates settle the usual case; a fresh checkout touches the
 * lock file without changing it, so when it is newer the versions decide. Optional packages may be absent: other platforms'.
 */
function isInstalled() {
  if (!existsSync(installedFile)) return false
  if (statSync(lockFile).mtimeMs <= statSync(installedFile).mtimeMs) return true
  const installed = new Map(packagesOf(installedFile).map(([path, { version }]) => [path, version]))
  return packagesOf(lockFile).every(([path, { version, optional }]) => installed.get(path) === version || (optional && !installed.has(path)))
}

function install() {
  console.log('Installing the packages listed in package-lock.json ...')
  const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error']
  // npm keeps downloads below the home directory; without one, beside the project's own packages.
  const home = process.platform === 'win32' ? process.env.USERPROFILE : process.env.HOME
  const env = home ? process.env : { ...process.env, HOME: root, npm_config_cache: join(root, 'node_modules', '.cache', 'npm') }
  const options = { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  // Started by npm, the same npm is asked again; otherwise the one on the path (a .cmd file on Windows, which needs a shell).
  const npm = process.env.npm_execpath
  const result = npm?.endsWith('.js') || npm?.endsWith('.cjs')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (result.status === 0) return
  stop([
    'The packages could not be installed. Check the network connection, then run `npm ci` in this folder to see more.',
    result.error?.message ?? '', result.stdout ?? '', result.stderr ?? '',
  ].filter((part) => part.trim() !== '').join('\n'))
}

checkNode()
if (!isInstalled()) install()
