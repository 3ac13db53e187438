/** Species written in more than one way; the key is compared, the text as recorded is printed. */
const speciesSynonyms: Readonly<Record<string, string>> = {
  'mus musculus': 'mouse',
  mice: 'mouse',
  murine: 'mouse',
  'homo sapiens': 'human',
  'rattus norvegicus': 'rat',
  'oryctolagus cuniculus': 'rabbit',
  'sus scrofa': 'pig',
  'canis lupus familiaris': 'dog',
  'ovis aries': 'sheep',
  'equus caballus': 'horse',
}

/** Standard short names of inbred strains, so that B6 and C57BL/6 are one strain. */
const strainSynonyms: Readonly<Record<string, string>> = {
  b6: 'c57bl/6',
  b10: 'c57bl/10',
  d1: 'dba/1',
  d2: 'dba/2',
  lewis: 'lew',
  'brown norway': 'bn',
  'fischer 344': 'f344',
  'dark agouti': 'da',
}

/** Outbred stocks of mice and rats in common use; animals of one stock differ genetically. */
const outbredStocks: ReadonlySet<string> = new Set([
  'cd-1', 'cd1', 'icr', 'cd-1(icr)', 'cd1(icr)', 'swiss', 'swiss webster', 'nih swiss', 'black swiss', 'nmri', 'mf1', 'cf-1', 'cf1', 'cfw', 'of1',
  'sprague-dawley', 'sprague dawley', 'sd', 'wistar', 'wistar han', 'long-evans', 'long evans', 'holtzman', 'outbred', 'mixed', 'mixed background',
])

/** Name of a species for comparison: lower case, one spelling. */
export function speciesKey(species: string): string {
  const plain = plainName(species)
  return speciesSynonyms[plain] ?? plain
}

/** True for species kept as inbred strains, where two animals can be genetically alike: mouse and rat. */
export function hasInbredStrains(species: string): boolean {
  return ['mouse', 'rat'].includes(speciesKey(species))
}

/** True for a known outbred stock, or a name with the colon that strain nomenclature puts before stock names (Crl:CD1). */
export function isOutbredStock(strain: string): boolean {
  const plain = plainName(strain)
  return plain.includes(':') || outbredStocks.has(plain)
}

/**
 * Whether two strain names mean one strain.
 * `unclear`: the names agree but for a suffix (DBA/1 and DBA/1J, CBA and CBA/J): a substrain or a congenic, which only the lab knows.
 */
export function compareStrains(a: string, b: string): 'same' | 'different' | 'unclear' {
  const left = strainKey(a)
  const right = strainKey(b)
  if (left === right) return 'same'
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left]
  if (!longer.startsWith(shorter)) return 'different'
  const rest = longer.slice(shorter.length)
  // DBA/1 and DBA/10 are different numbers; A and AKR are different names.
  if (/^[/.-]/.test(rest)) return 'unclear'
  return shorter.includes('/') && /^[a-z]/.test(rest) ? 'unclear' : 'different'
}

/** Text for comparison: lower case, single blanks, one kind of hyphen. */
export function plainName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s+/g, ' ').trim()
}

function strainKey(strain: string): string {
  const plain = plainName(strain)
  return strainSynonyms[plain] ?? plain
}
