import { useEffect } from 'preact/hooks'
import { useLocale } from '../locale.ts'

/** "(2) Inbox · Alder Cycles": how many wait, for whoever has the console in another tab. */
export function usePageTitle(waiting: number, siteName: string): void {
  const { t } = useLocale()
  useEffect(() => {
    const before = document.title
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${t.inbox} · ${siteName}`
    return () => void (document.title = before)
  }, [waiting, siteName, t])
}
