import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { IconArrowDown } from '../ui/icons.tsx'
import type { Message } from '../protocol/conversation.ts'
import { AssistantTurn } from './AssistantTurn.tsx'
import { useChat } from './chat-context.ts'
import { logItems, sequenceOf } from './log-items.ts'
import type { LogItem } from './log-items.ts'
import { OtherSide, Rate } from './parts.tsx'
import { SystemLine } from './SystemLine.tsx'
import { AgentTurn, OwnTurn, UnsentTurn } from './Turns.tsx'

/** Closer than this to the end counts as being there. */
const nearPx = 40
/** Above an answer: who says it, and some air. */
const headPx = 48

/**
 * What was said. Opens at the first unread entry, follows what is new while the visitor is there, and stays where it is
 * when they have scrolled up.
 */
export function Log() {
  const { chat, t } = useChat()
  const place = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  /** How far down the log stood when it was last followed; infinite while it is not. */
  const followed = useRef(Infinity)
  const entries = chat.entries.value
  const outgoing = chat.outgoing.value
  const newFrom = chat.newFrom.value
  const { status, rating } = chat.standing.value
  const writer = chat.writing.value

  const onTheirWay = outgoing.filter((item) => item.state === 'sending').map(messageOf)
  const items = logItems([...entries, ...onTheirWay], newFrom)
  const lastOwn = items.findLast((item) => item.kind === 'mine')
  const length = entries.length + outgoing.length

  function measure(): void {
    const log = place.current
    if (!log) return
    const rest = restOf(log)
    // What has come or grown since, here or below the log, is not the visitor scrolling up.
    const near = log.scrollTop > Math.min(rest, followed.current) - nearPx
    followed.current = near ? rest : Infinity
    setAtEnd(near)
    if (near) chat.sawEnd()
  }
  function follow(): void {
    const log = place.current
    if (log) log.scrollTop = Math.max(log.scrollTop, restOf(log))
    measure()
  }

  useLayoutEffect(() => {
    const line = place.current?.querySelector<HTMLElement>('.system--new')
    // Not scrollIntoView, which may move the host page as well.
    if (line && place.current) {
      place.current.scrollTop = line.offsetTop - place.current.offsetTop
      followed.current = Infinity
      measure()
    } else follow()
  }, [newFrom === null])

  // Own words are always followed; those of others only from the end.
  const lastOutgoing = outgoing.at(-1)?.messageId
  useLayoutEffect(() => {
    if (lastOutgoing) follow()
  }, [lastOutgoing])
  useLayoutEffect(() => {
    if (isAtEnd) follow()
  }, [length, writer, status, rating])

  // Answers grow when their rich text comes, and the log shrinks when the field grows.
  useLayoutEffect(() => {
    const log = place.current
    if (!log || !isAtEnd) return
    const observer = new ResizeObserver(() => follow())
    for (const each of [log, ...log.children]) observer.observe(each)
    return () => observer.disconnect()
  }, [isAtEnd, length])

  return (
    <>
      <div ref={place} class="log" role="log" aria-label={t.log} tabIndex={0} onScroll={measure}>
        {items.map((item) => (
          <Item
            key={keyOf(item)}
            item={item}
            isNew={sequenceOf(item) === newFrom}
            isMarked={item === lastOwn && status !== 'bot'}
          />
        ))}
        {outgoing
          .filter((item) => item.state !== 'sending')
          .map((item) => (
            <UnsentTurn key={item.messageId} item={item} />
          ))}
        {status !== 'bot' && <OtherSide />}
        {status === 'closed' && !rating && (
          <div>
            <Rate />
          </div>
        )}
      </div>
      {!isAtEnd && (
        <div class="jump">
          <button type="button" class="button jump__button" onClick={follow}>
            <IconArrowDown small />
            {chat.unread.value.length > 0 ? t.newMessages(chat.unread.value.length) : t.toTheEnd}
          </button>
        </div>
      )}
    </>
  )
}

/** Where the log stands while it is followed: at its end, but an answer that is higher than the log is read from its top. */
function restOf(log: HTMLElement): number {
  const answer = log.querySelector<HTMLElement>('.turn--assistant:last-child > :last-child')
  const top = answer ? answer.offsetTop - log.offsetTop - headPx : Infinity
  return Math.min(top, log.scrollHeight - log.clientHeight)
}

function Item({ item, isNew, isMarked }: { item: LogItem; isNew: boolean; isMarked: boolean }) {
  const { t } = useChat()
  return (
    <>
      {isNew && <div class="system system--new">{t.firstNew}</div>}
      {item.kind === 'mine' && <OwnTurn entries={item.entries} isMarked={isMarked} />}
      {item.kind === 'agent' && <AgentTurn agent={item.agent} entries={item.entries} />}
      {item.kind === 'assistant' && <AssistantTurn entries={item.entries} />}
      {(item.kind === 'move' || item.kind === 'rating') && <SystemLine entry={item.entry} />}
    </>
  )
}

function keyOf(item: LogItem): string {
  return 'entry' in item ? item.entry.id : (item.entries[0]?.id ?? item.kind)
}

/** A message on its way stands in the log as it will stand there when it has arrived. */
function messageOf({ messageId, text }: { messageId: string; text: string }): Message {
  return { kind: 'message', sequence: Infinity, id: messageId, at: 0, by: { who: 'visitor' }, text }
}
