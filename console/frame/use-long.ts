import { useEffect, useState } from 'preact/hooks'

const spinnerAfterMs = 400

/** Whether this has been busy for so long that it must show: what is quick flashes no spinner. */
export function useLong(busy: boolean): boolean {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!busy) return setLong(false)
    const timer = setTimeout(() => setLong(true), spinnerAfterMs)
    return () => clearTimeout(timer)
  }, [busy])
  return isLong
}
