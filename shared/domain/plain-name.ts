const greek: Readonly<Record<string, string>> = { α: 'ALPHA', β: 'BETA', γ: 'GAMMA', δ: 'DELTA' }

/**
 * Name of a marker or agent without what people write differently: capitals, blanks, hyphens, underscores, Greek letters (HLA-DR, HLA DR;
 * IFN-γ, IFN-gamma; CD79α, CD79a).
 */
export function plainName(name: string): string {
  const plain = name.replace(/[αβγδ]/gu, (letter) => greek[letter] ?? letter).toUpperCase().replace(/[\s_‐‑–-]/gu, '')
  return plain.replace(/^(CD\d+)(ALPHA|BETA|GAMMA|DELTA)$/u, (_, chain: string, letter: string) => `${chain}${letter.charAt(0)}`)
}
