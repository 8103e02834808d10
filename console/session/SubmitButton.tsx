import { useEffect, useState } from 'preact/hooks'

const spinnerAfterMs = 400

/** Keeps its width while busy; turns only when it takes long. A second press does nothing. */
export function SubmitButton({ label, busy }: { label: string; busy: boolean }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!busy) return setLong(false)
    const timer = setTimeout(() => setLong(true), spinnerAfterMs)
    return () => clearTimeout(timer)
  }, [busy])
  return (
    <button
      class={`button button--primary button--touch button--wide${isLong ? ' is-busy' : ''}`}
      type="submit"
      aria-disabled={busy}
    >
      {label}
    </button>
  )
}
