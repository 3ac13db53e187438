/** Okabe and Ito (2008), safe for colour-blind eyes, in an order whose greys differ in print; yellow is left out on white. */
export const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#56B4E9', '#E69F00'] as const

export const ink = '#1a1a1a'
export const soft = '#666666'
export const faint = '#b8bdc2'
export const warningColour = '#9a3412'

/** Shapes beside colours, so that groups can be told apart without either. */
export const shapes = ['circle', 'square', 'triangle', 'diamond', 'star', 'wye'] as const

export function colourOf(index: number): string {
  return palette[index % palette.length] ?? ink
}

export function shapeOf(index: number): (typeof shapes)[number] {
  return shapes[index % shapes.length] ?? 'circle'
}
