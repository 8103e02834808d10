import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { backOffMs } from '../ui/back-off.ts'
import { useChat } from './chat-context.ts'

/** A part of the panel that is fetched when it is wanted, with the rules of its style sheet. */
export interface Part<P> {
  Show: FunctionComponent<P>
  styles: string
}

/**
 * A component that is fetched the first time it is drawn: `pick` takes it out of the module that came. Until it is
 * there `Meanwhile` stands in its place; a part that does not come is asked for again, for as long as it is wanted.
 */
export function later<Module, P extends object>(
  fetchModule: () => Promise<Module>,
  pick: (module: Module) => Part<P>,
  Meanwhile: FunctionComponent<P>,
): FunctionComponent<P> {
  let part: Part<P> | undefined
  return function Later(props) {
    const { wear } = useChat()
    const [, setPart] = useState(part)
    useEffect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let unwanted = false
      function fetchAgain(attempt: number): void {
        fetchModule().then(
          (fetched) => setPart((part = pick(fetched))),
          () => {
            if (!unwanted) timer = setTimeout(fetchAgain, backOffMs(attempt), attempt + 1)
          },
        )
      }
      // It may have come since this was drawn, for one that is gone by now.
      if (part) setPart(part)
      else fetchAgain(0)
      return () => {
        unwanted = true
        clearTimeout(timer)
      }
    }, [])
    if (!part) return <Meanwhile {...props} />
    wear(part.styles)
    return <part.Show {...props} />
  }
}
