import { Fragment } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ConversationId } from '../protocol/conversation.ts'
import type { Place } from '../protocol/visitor.ts'
import { IconUser } from '../ui/icons.tsx'
import { waitingEn } from '../ui/strings/waiting-en.ts'
import { useChat } from './chat-context.ts'
import type { Chat } from './chat-model.ts'
import type { Part } from './later.tsx'
import styles from './waiting.css?inline'

/** People drawn before the visitor's place; more say nothing more. */
const stopsMax = 4
const clockMs = 15_000
const missingMs = 2_000

/** Where the visitor stands in line, as far as it is known, and the two other ways out. */
function PlaceInLine() {
  const { chat, t } = useChat()
  const words = t.waiting ?? waitingEn
  const place = chat.place.value
  const { email, promisedMs } = chat.standing.value
  const now = useClock()
  const waitedMs = useWait(place)
  usePlaceReadAgain()
  if (email)
    return (
      <div class="place">
        <p role="status">{t.thankYouEmail(email)}</p>
        <div class="place__actions">
          <button type="button" class="button button--touch" onClick={() => (chat.screen.value = 'email')}>
            {words.changeEmail}
          </button>
          <StopWaiting />
        </div>
      </div>
    )
  const isLate = promisedMs !== null && waitedMs > promisedMs
  const desk = chat.desk.value
  if (desk?.agents.length === 0)
    return (
      <div class="place">
        <p class="place__value" role="status">
          {desk.opensAt && desk.opensAt > now ? t.backAt(now, desk.opensAt) : t.nobodyIn}
        </p>
        <div class="place__actions">
          <button
            type="button"
            class="button button--primary button--touch"
            onClick={() => (chat.screen.value = 'email')}
          >
            {words.leaveEmail}
          </button>
          <StopWaiting />
        </div>
      </div>
    )
  return (
    <div class="place">
      <p class="visually-hidden" role="status">
        {place && words.placeSpoken(place.position)}
      </p>
      {place ? (
        <div class="place__figures" aria-hidden="true">
          <Figure value={words.place(place.position)} label={words.inLine} />
          {isLate ? (
            <Figure value={words.duration(waitedMs)} label={words.soFar(promisedMs)} />
          ) : (
            place.estimateMs !== null && (
              <Figure value={words.duration(place.estimateMs)} label={words.estimatedWait} />
            )
          )}
        </div>
      ) : (
        <p>{t.joiningLine}</p>
      )}
      {place && !isLate && place.estimateMs !== null && (
        <p class="visually-hidden">{`${words.estimatedWait}: ${words.duration(place.estimateMs)}`}</p>
      )}
      <div class="place__line" aria-hidden="true">
        {Array.from({ length: Math.min(stopsMax, (place?.position ?? 1) - 1) }, (_, index) => (
          <Fragment key={index}>
            <span class="place__stop">
              <IconUser small />
            </span>
            <span class="place__gap" />
          </Fragment>
        ))}
        <span class="place__stop place__stop--you">{words.you}</span>
        <span class="place__gap place__gap--rest" />
      </div>
      {isLate && <p>{words.takesLonger}</p>}
      <div class="place__actions">
        <button type="button" class="button button--touch" onClick={() => (chat.screen.value = 'email')}>
          {words.leaveEmail}
        </button>
        <StopWaiting />
      </div>
    </div>
  )
}

function StopWaiting() {
  const { chat, t } = useChat()
  const words = t.waiting ?? waitingEn
  return (
    <button type="button" class="button button--quiet button--touch" onClick={() => void chat.stopWaiting()}>
      {words.stopWaiting}
    </button>
  )
}

function Figure({ value, label }: { value: string; label: string }) {
  return (
    <div class="place__figure">
      <span class="place__value" key={value}>
        {value}
      </span>
      <span class="place__label">{label}</span>
    </div>
  )
}

/** News of a place can get lost like any push: it is read again now and then, sooner while there is none. */
function usePlaceReadAgain(): void {
  const { chat } = useChat()
  const known = chat.place.value !== null
  const conversationId = chat.conversationId.value
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (conversationId && chat.ready.peek() === 'online') void read(chat, conversationId)
      },
      known ? clockMs : missingMs,
    )
    return () => clearInterval(timer)
  }, [chat, conversationId, known])
}

async function read({ connection, place, conversationId }: Chat, id: ConversationId): Promise<void> {
  const before = place.peek()
  const reply = await connection.ask('place:read', { conversationId: id })
  // What was pushed meanwhile is newer.
  if (reply.ok && id === conversationId.peek() && before === place.peek()) place.value = reply.data.place
}

/** Grows while nothing new is told. Drawn anew with each tick of the clock, of which it needs no time of day. */
function useWait(place: Place | null): number {
  const toldAt = useMemo(() => performance.now(), [place])
  return place ? place.waitedMs + performance.now() - toldAt : 0
}

function useClock(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clockMs)
    return () => clearInterval(timer)
  }, [])
  return now
}

export const placeInLine: Part<object> = { Show: PlaceInLine, styles }
