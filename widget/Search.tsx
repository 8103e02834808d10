import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { messageMaxLength } from '../protocol/limits.ts'
import { isComposing } from '../ui/composing.ts'
import { IconAssistant, IconClose, IconEnter, IconSearch } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'
import { findQuestions } from './find-questions.ts'
import type { Found } from './find-questions.ts'

const listId = 'frontdesk-answers'

/** The search as field and list share it. The row after the last answer asks the assistant. */
export interface Search {
  typed: string
  shown: boolean
  found: Found[]
  active: number
  type(text: string): void
  move(by: 1 | -1): void
  choose(index: number): void
}

export function useSearch(typed: string, setTyped: (text: string) => void): Search {
  const { chat } = useChat()
  const [active, setActive] = useState(0)
  const found = findQuestions(chat.site.value?.questions ?? [], typed)
  const rows = found.length + 1
  return {
    typed,
    shown: typed.trim() !== '',
    found,
    active: Math.min(active, rows - 1),
    type(text) {
      setTyped(text)
      setActive(0)
    },
    move: (by) => setActive((Math.min(active, rows - 1) + by + rows) % rows),
    choose(index) {
      const picked = found[index]
      setTyped('')
      if (picked) chat.ask(picked.question, picked.faqId)
      else chat.ask(typed.trim())
    },
  }
}

export function SearchField({ search }: { search: Search }) {
  const { t } = useChat()
  const field = useRef<HTMLInputElement>(null)
  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event) || !search.shown) return
    if (event.key === 'ArrowDown') search.move(1)
    else if (event.key === 'ArrowUp') search.move(-1)
    else if (event.key === 'Enter') search.choose(search.active)
    else return
    event.preventDefault()
  }
  return (
    <div class="home__search">
      <div class="search">
        <IconSearch />
        <input
          ref={field}
          class="search__input"
          type="text"
          role="combobox"
          dir={search.typed ? 'auto' : undefined}
          enterkeyhint="go"
          autocomplete="off"
          maxLength={messageMaxLength}
          placeholder={t.search}
          aria-label={t.search}
          aria-autocomplete="list"
          aria-expanded={search.shown}
          aria-controls={search.shown ? listId : undefined}
          aria-activedescendant={search.shown ? rowId(search.active) : undefined}
          data-autofocus
          value={search.typed}
          onInput={(event) => search.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {search.typed && (
          <button
            type="button"
            class="icon-button search__clear"
            aria-label={t.clear}
            onClick={() => {
              search.type('')
              field.current?.focus()
            }}
          >
            <IconClose small />
          </button>
        )}
      </div>
    </div>
  )
}

export function SearchResults({ search }: { search: Search }) {
  const { t } = useChat()
  const { found } = search
  return (
    <>
      <h2 class="list__heading" aria-live="polite">
        {found.length > 0 ? t.answersFound(found.length) : t.noAnswerFound}
      </h2>
      <ul id={listId} role="listbox" aria-label={t.search}>
        {found.map((each, index) => (
          <Row key={each.faqId} search={search} index={index}>
            <span class="list__text" dir="auto">
              {each.pieces.map((piece) => (piece.found ? <b>{piece.text}</b> : piece.text))}
            </span>
          </Row>
        ))}
        <Row search={search} index={found.length}>
          <IconAssistant />
          <span class="list__text">{t.askAssistant(search.typed.trim())}</span>
        </Row>
      </ul>
    </>
  )
}

function Row(props: { search: Search; index: number; children: ComponentChildren }) {
  const { search, index } = props
  const row = useRef<HTMLLIElement>(null)
  const isActive = search.active === index
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <li
      ref={row}
      id={rowId(index)}
      class="list__row"
      role="option"
      aria-selected={isActive}
      onClick={() => search.choose(index)}
    >
      <span class={`list__button${isActive ? ' is-active' : ''}`}>
        {props.children}
        {isActive && <IconEnter small turns />}
      </span>
    </li>
  )
}

const rowId = (index: number) => `${listId}-${index}`
