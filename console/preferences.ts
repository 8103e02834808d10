import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { SafeStorage } from '../ui/storage.ts'

export interface Preferences {
  sound: Signal<boolean>
  /** Whether single letters do something. */
  letters: Signal<boolean>
}

/** What an agent has switched on this computer. */
export function createPreferences(storage: SafeStorage): Preferences {
  return { sound: kept(storage, 'frontdesk:sound'), letters: kept(storage, 'frontdesk:letters') }
}

function kept(storage: SafeStorage, key: string): Signal<boolean> {
  const isOn = signal(storage.get(key) !== 'off')
  isOn.subscribe((on) => {
    if (on !== (storage.get(key) !== 'off')) storage.set(key, on ? 'on' : 'off')
  })
  return isOn
}
