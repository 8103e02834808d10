/** A key, drawn on the thing it does. Not read out: `aria-keyshortcuts` on that thing says it. */
export function Key({ children }: { children: string }) {
  return (
    <kbd class="key only-wide" aria-hidden="true">
      {children}
    </kbd>
  )
}
