// Draws the icons of the installed web app and of the desktop program from the one drawing, renderer/public/icon.svg:
// npm run icons. The pictures are kept in the project, because not every machine that builds it has a browser.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumArguments, findChromium } from './find-chromium.ts'
import { macIcon, windowsIcon, type SquarePng } from './icon-containers.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const web = join(root, 'renderer', 'public', 'icons')
const desktop = join(root, 'electron', 'icons')
const svg = await readFile(join(root, 'renderer', 'public', 'icon.svg'), 'utf8')
// A maskable icon is cut to a circle or a drop by the system: its ground goes to the edge, the drawing stays in the middle four fifths.
const maskable = svg.replace(/ rx="\d+"/, '').replace(/(<rect[^>]*>)(.*)(<\/svg>)/s, '$1<g transform="translate(6.4 6.4) scale(.8)">$2</g>$3')
const linux = join(desktop, 'linux')
const desktopSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const icons = [
  ...desktopSizes.map((size) => ({ path: join(linux, `${String(size)}x${String(size)}.png`), size, svg })),
  { path: join(web, 'icon-192.png'), size: 192, svg }, { path: join(web, 'icon-512.png'), size: 512, svg }, { path: join(web, 'maskable-512.png'), size: 512, svg: maskable },
  { path: join(web, 'apple-touch-180.png'), size: 180, svg: maskable }, { path: join(desktop, 'icon.png'), size: 1024, svg },
]

await mkdir(web, { recursive: true })
await mkdir(linux, { recursive: true })
const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumArguments] })
const drawn: SquarePng[] = []
for (const icon of icons) {
  const page = await browser.newPage({ viewport: { width: icon.size, height: icon.size } })
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: ${String(icon.size)}px; height: ${String(icon.size)}px }</style>${icon.svg}`)
  const bytes = await page.screenshot({ omitBackground: true })
  await writeFile(icon.path, bytes)
  if (icon.path.startsWith(desktop)) drawn.push({ side: icon.size, bytes })
  await page.close()
}
await browser.close()
await writeFile(join(desktop, 'icon.ico'), windowsIcon(drawn))
await writeFile(join(desktop, 'icon.icns'), macIcon(drawn))
