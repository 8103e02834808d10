import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type * as AllScreens from './screens.ts'

export type Screens = typeof AllScreens

/** What a conversation needs, fetched once it is wanted. Null until it has come. */
export interface LazyScreens {
  readonly loaded: ReadonlySignal<Screens | null>
  /** After a failure the next call tries again. */
  fetch(): void
}

export function createLazyScreens(use: (screens: Screens) => void): LazyScreens {
  const loaded = signal<Screens | null>(null)
  let isFetching = false
  return {
    loaded,
    fetch() {
      if (isFetching || loaded.peek()) return
      isFetching = true
      import('./screens.ts').then(
        (screens) => {
          use(screens)
          loaded.value = screens
        },
        () => {
          // The home screen stays, with what was asked on it.
          isFetching = false
        },
      )
    },
  }
}
