/** A share of one as a bar; the number stands beside it. */
export function Meter({ value, label }: { value: number; label: string }) {
  return (
    <span class="meter" role="img" aria-label={label}>
      <i style={{ inlineSize: `${Math.round(value * 100)}%` }} />
    </span>
  )
}
