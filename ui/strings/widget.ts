import type { emailEn } from './email-en.ts'
import type { endingEn } from './ending-en.ts'
import type { menuEn } from './menu-en.ts'
import type { personEn } from './person-en.ts'
import type { previewEn } from './preview-en.ts'
import type { waitingEn } from './waiting-en.ts'
import type { CoreStrings } from './widget-en.ts'

/** The sentences of the screens that are fetched when they are wanted. */
export interface ScreenStrings {
  email: typeof emailEn
  ending: typeof endingEn
  menu: typeof menuEn
  person: typeof personEn
  preview: typeof previewEn
  waiting: typeof waitingEn
}

/** Every sentence of the widget. A language that is fetched has this type, so none can miss one. */
export type FullStrings = CoreStrings & ScreenStrings

/** What the panel has at hand: of English, a screen brings its own sentences along. */
export type WidgetStrings = CoreStrings & Partial<ScreenStrings>
