import { expose, transfer } from 'comlink'
import type { PageApi } from './page-api.ts'
import { loadPageReader, readerSource, type PageDocument } from './page-reader.ts'
import { textPieces } from './text-pieces.ts'

// Draws the pages of a report beside the page of the notebook: it is shown exactly as it will print.

const reader = loadPageReader()
// A failure is told by the first call that needs it.
reader.catch(() => undefined)

const opened = new Map<number, { readonly document: PageDocument; readonly destroy: () => Promise<void> }>()
let last = 0

const api: PageApi = {
  open: async (bytes) => {
    const loading = (await reader).getDocument(readerSource(bytes))
    const document = await loading.promise
    last++
    const id = last
    opened.set(id, { document, destroy: () => loading.destroy() })
    const numbers = Array.from({ length: document.numPages }, (_, i) => i + 1)
    const pages = await Promise.all(numbers.map(async (n) => {
      const { width, height } = (await document.getPage(n)).getViewport({ scale: 1 })
      return { width, height }
    }))
    return { id, pages }
  },
  draw: async (id, page, scale) => {
    const shown = opened.get(id)
    if (shown === undefined) return null
    const sheet = await shown.document.getPage(page)
    const viewport = sheet.getViewport({ scale })
    const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    const canvasContext = canvas.getContext('2d')
    if (canvasContext === null) throw new Error('this browser cannot draw in the background')
    try {
      await sheet.render({ canvas: null, canvasContext, viewport }).promise
    } catch (error) {
      if (opened.has(id)) throw error
      return null
    }
    const picture = canvas.transferToImageBitmap()
    return transfer(picture, [picture])
  },
  text: async (id, page) => {
    const shown = opened.get(id)
    if (shown === undefined) return []
    const sheet = await shown.document.getPage(page)
    return textPieces((await sheet.getTextContent()).items, sheet.getViewport({ scale: 1 }).height)
  },
  close: async (id) => {
    const shown = opened.get(id)
    opened.delete(id)
    await shown?.destroy()
  },
}

expose(api)
