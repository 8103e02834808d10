import { useLong } from '../frame/use-long.ts'

/** Keeps its width while busy; turns only when it takes long. A second press does nothing. */
export function SubmitButton({ label, busy }: { label: string; busy: boolean }) {
  const isLong = useLong(busy)
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
