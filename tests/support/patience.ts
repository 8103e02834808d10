/** A busy machine draws late. What never comes still fails, only later. */
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/preact')
  configure({ asyncUtilTimeout: 10_000 })
}
