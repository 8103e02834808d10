import { computed, effect, signal } from '@preact/signals'
import { render } from 'preact'
import { pageTitleMaxLength, pageUrlMaxLength } from '../protocol/limits.ts'
import { visitorNamespace } from '../protocol/events.ts'
import type { VisitorNews, VisitorRequests, VisitorSignals } from '../protocol/visitor.ts'
import { connect } from '../ui/connection.ts'
import { ofPage } from '../ui/page.ts'
import { openStorage } from '../ui/storage.ts'
import { languageOf, loadStrings } from '../ui/strings.ts'
import { widgetEn } from '../ui/strings/widget-en.ts'
import type { WidgetStrings } from '../ui/strings.ts'
import { createChat } from './chat-model.ts'
import type { Embedding, MountedPanel } from './embedding.ts'
import { dressLauncher } from './launcher.ts'
import { ChatPanel } from './ChatPanel.tsx'
import type { VisitorConnection } from './session.ts'
import { openVisitorKey } from './visitor-key.ts'
import { watchMissed } from './missed.ts'
import { styles } from './styles.ts'

/** As in widget.css: from here down the panel fills the screen. */
const fullScreen = '(max-width: 480px), (max-height: 560px)'

/** What a test replaces. */
export interface MountParts {
  connect(options: { url: string; namespace: string; auth: object }): VisitorConnection
}

const realParts: MountParts = {
  connect: (options) => connect<VisitorRequests, VisitorSignals, VisitorNews>(options),
}

/** Draws the panel into the loader's shadow root, and connects. Shows nothing until `open()`. */
export function mount(embedding: Embedding, parts: MountParts = realParts): MountedPanel {
  const { server, host, root, launcher } = embedding
  const stored = (name: string) => `frontdesk:${name}:${server}`
  const storage = openStorage()
  // Of this tab alone: what is begun in one is not to be sent from another.
  const drafts = openStorage(() => sessionStorage)
  const key = openVisitorKey(storage, stored('key'))
  const visible = signal(!ofPage('hidden'))
  const wishes = languageWishes(host.dataset.language)
  const connection = parts.connect({ url: server, namespace: visitorNamespace, auth: { key: key.value } })
  const chat = createChat({
    ...{ connection, storage, drafts, key, stored, visible },
    about: () => aboutPage(wishes),
  })

  const strings = signal<WidgetStrings>(widgetEn)
  const isFull = signal(false)
  const unread = computed(() => chat.unread.value.length)
  const place = document.createElement('div')
  place.className = 'place-of-panel'
  const brand = new CSSStyleSheet()
  const worn = new Set<string>()
  // Ours come before the loader's, whose brand is the site's; the brand that the server tells comes last.
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, brand]
  wear(styles)
  root.insertBefore(place, launcher)

  function wear(styles: string): void {
    if (worn.has(styles)) return
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    root.adoptedStyleSheets.splice(worn.size, 0, sheet)
    worn.add(styles)
  }
  function open(): void {
    if (chat.open.peek()) return
    if (chat.unread.peek().length > 0) chat.screen.value = 'conversation'
    chat.open.value = true
    embedding.announce('open', undefined)
  }
  function close(): void {
    if (!chat.open.peek()) return
    chat.open.value = false
    launcher.focus()
    embedding.announce('close', undefined)
  }
  function onKeyDown(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || event.isComposing) return
    if (!chat.open.peek()) return
    event.stopPropagation()
    close()
  }
  const media = matchMedia(fullScreen)
  const onMedia = () => (isFull.value = media.matches)
  onMedia()
  const closed = new AbortController()
  host.addEventListener('keydown', onKeyDown, closed)
  document.addEventListener('visibilitychange', () => (visible.value = !ofPage('hidden')), closed)
  media.addEventListener('change', onMedia, closed)

  const missed = watchMissed(chat, visible, launcher)
  let asked: string[] = []
  const stops = [
    effect(() => {
      host.toggleAttribute('data-open', chat.open.value)
    }),
    effect(() => {
      const site = chat.site.value
      if (site && CSS.supports('color', site.brand)) brand.replaceSync(`:host{--desk-brand:${site.brand}}`)
    }),
    effect(() => speak(chat.site.value?.language)),
    effect(() => embedding.announce('unread', unread.value)),
    missed.stop,
    dressLauncher(launcher, { open: chat.open, unread, strings }),
  ]

  function speak(siteLanguage: string | undefined): void {
    const codes = [siteLanguage ?? wishes[0] ?? 'en', ...wishes].map((wish) => languageOf(wish).code)
    asked = codes
    void loadStrings(codes).then((loaded) => {
      if (asked === codes) strings.value = loaded
    })
  }

  render(
    <ChatPanel
      chat={chat}
      strings={strings}
      isFull={isFull}
      open={open}
      close={close}
      wear={wear}
      missed={missed}
    />,
    place,
  )

  return {
    open,
    close,
    toggle: () => (chat.open.peek() ? close() : open()),
    destroy() {
      for (const stop of stops) stop()
      chat.stop()
      closed.abort()
      render(null, place)
      place.remove()
    },
  }
}

/** Best first: the tag, the page, the browser. */
function languageWishes(tagged: string | undefined): string[] {
  const page = ofPage('documentElement').lang
  return [tagged ?? '', page, ...navigator.languages].filter((wish) => wish)
}

function aboutPage(languages: string[]) {
  return {
    languages,
    page: {
      url: location.href.slice(0, pageUrlMaxLength),
      title: ofPage('title').slice(0, pageTitleMaxLength),
    },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '',
  }
}
