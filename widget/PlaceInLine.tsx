import { Fragment } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { IconUser } from '../ui/icons.tsx'
import { useChat } from './chat-context.ts'

/** People drawn before the visitor's place; more say nothing more. */
const stopsMax = 4
const clockMs = 15_000

/** Where the visitor stands in line, as far as it is known, and the two other ways out. */
export function PlaceInLine() {
  const { chat, t } = useChat()
  const place = chat.place.value
  const { email, promisedMs } = chat.standing.value
  const now = useClock()
  if (email)
    return (
      <div class="place">
        <p role="status">{t.thankYouEmail(email)}</p>
        <div class="place__actions">
          <button type="button" class="button button--touch" onClick={() => (chat.screen.value = 'email')}>
            {t.changeEmail}
          </button>
          <StopWaiting />
        </div>
      </div>
    )
  const waitedMs = place ? now - place.waitingSince : 0
  const isLate = promisedMs !== null && waitedMs > promisedMs
  return (
    <div class="place">
      <p class="visually-hidden" role="status">
        {place && t.placeSpoken(place.position)}
      </p>
      {place ? (
        <div class="place__figures" aria-hidden="true">
          <Figure value={t.place(place.position)} label={t.inLine} />
          {isLate ? (
            <Figure value={t.duration(waitedMs)} label={t.soFar(promisedMs)} />
          ) : (
            place.estimateMs !== null && (
              <Figure value={t.duration(place.estimateMs)} label={t.estimatedWait} />
            )
          )}
        </div>
      ) : (
        <p>{t.joiningLine}</p>
      )}
      {place && !isLate && place.estimateMs !== null && (
        <p class="visually-hidden">{`${t.estimatedWait}: ${t.duration(place.estimateMs)}`}</p>
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
        <span class="place__stop place__stop--you">{t.you}</span>
        <span class="place__gap place__gap--rest" />
      </div>
      {isLate && <p>{t.takesLonger}</p>}
      <div class="place__actions">
        <button type="button" class="button button--touch" onClick={() => (chat.screen.value = 'email')}>
          {t.leaveEmail}
        </button>
        <StopWaiting />
      </div>
    </div>
  )
}

function StopWaiting() {
  const { chat, t } = useChat()
  return (
    <button type="button" class="button button--quiet button--touch" onClick={() => void chat.stopWaiting()}>
      {t.stopWaiting}
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

function useClock(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clockMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
