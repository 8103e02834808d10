export function groupBy<T>(list: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of list) {
    const known = groups.get(key(each))
    if (known) known.push(each)
    else groups.set(key(each), [each])
  }
  return groups
}
