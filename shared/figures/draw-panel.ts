import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { ink } from './palette.ts'

/** A drawn panel: the inside of an SVG, to be placed in a figure. */
export type Panel = { readonly inner: string; readonly width: number; readonly height: number }

/**
 * Draws marks with Observable Plot into the inside of an SVG: style sheet stripped (a strict content policy and PDF know none), attributes
 * in its place, `title` channels turned into `data-id`, so that points lead to their records. Works wherever JavaScript runs.
 */
export function drawPanel(options: Plot.PlotOptions & { readonly width: number; readonly height: number }): Panel {
  // The types of both libraries name the DOM, which does not exist here: only what is used is stated.
  const page = parseHTML('<html><body></body></html>') as { readonly document: object }
  const drawn = Plot.plot({ ...options, document: page.document }) as { readonly outerHTML: string }
  const svg = drawn.outerHTML
  const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
  return { inner: tidy(inner), width: options.width, height: options.height }
}

function tidy(inner: string): string {
  return inner
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/><title>([^<]*)<\/title><\/(circle|path|line|rect|text)>/g, ' data-id="$1"></$2>')
    .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100))
    .replaceAll('currentColor', ink)
    .replaceAll('var(--plot-background)', 'white')
    .replace(/ font-variant="[^"]*"/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ aria-(label|hidden)="[^"]*"/g, '')
}
