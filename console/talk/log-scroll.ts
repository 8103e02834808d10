import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

const nearEndPx = 48

interface LogScroll {
  place: RefObject<HTMLDivElement | null>
  /** Something came below what is seen. */
  hasMore: boolean
  goToEnd: () => void
}

/** Opens at the first unread line or the end, stays at the end while it is there, and stays put otherwise. */
export function useLogScroll(count: number, ownCount: number): LogScroll {
  const place = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const before = useRef({ count: 0, ownCount: 0 })
  const [hasMore, setMore] = useState(false)

  const goToEnd = () => {
    const log = place.current
    if (log) log.scrollTop = log.scrollHeight
    isAtEnd.current = true
    setMore(false)
  }

  useLayoutEffect(() => {
    const isFirst = before.current.count === 0
    const hasGrown = count > before.current.count
    const hasOwn = ownCount > before.current.ownCount
    before.current = { count, ownCount }
    const unread = isFirst && count > 0 ? place.current?.querySelector('[data-new]') : null
    if (unread) unread.scrollIntoView({ block: 'start' })
    else if (hasOwn || isAtEnd.current) goToEnd()
    else if (hasGrown) setMore(true)
  }, [count, ownCount])

  useEffect(() => {
    const log = place.current
    if (!log) return
    let size = sizeOf(log)
    const look = () => {
      // A turned phone or its keyboard scrolls too: that is no wish to read further up.
      if (size !== sizeOf(log)) return
      isAtEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx
      if (isAtEnd.current) setMore(false)
    }
    log.addEventListener('scroll', look, { passive: true })
    // Answers are filled in late, the composer grows, the visitor starts writing: the end stays in sight.
    const sizes = new ResizeObserver(() => {
      size = sizeOf(log)
      if (isAtEnd.current) log.scrollTop = log.scrollHeight
    })
    sizes.observe(log)
    if (log.firstElementChild) sizes.observe(log.firstElementChild)
    return () => {
      log.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [])

  return { place, hasMore, goToEnd }
}

function sizeOf(log: HTMLElement): string {
  return `${log.clientWidth} ${log.clientHeight} ${log.scrollHeight}`
}
