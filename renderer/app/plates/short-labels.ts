/**
 * Labels shortened to where they differ, for small wells: what all begin with alike goes, back to the last blank, hyphen or the like. A single
 * label needs no telling apart and becomes empty.
 * @param labels by key. Labels that are alike stay whole.
 */
export function shortLabels(labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = [...labels.values()]
  const [first = ''] = all
  if (all.length === 1) return new Map([...labels.keys()].map((key) => [key, '']))
  let shared = 0
  while (shared < first.length && all.every((label) => label[shared] === first[shared])) shared++
  const cut = /[^\p{L}\p{N}](?=[\p{L}\p{N}]*$)/u.exec(first.slice(0, shared))
  const from = cut === null ? 0 : cut.index + 1
  return new Map([...labels].map(([key, label]) => [key, label.slice(from) === '' ? label : label.slice(from)]))
}
