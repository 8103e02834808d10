import type { RankedChoice, Spoke } from '../../protocol/conversation.ts'
import { IconForward } from '../../ui/icons.tsx'
import { confidenceText } from '../figures.ts'
import type { Tried } from '../handoff-story.ts'
import { useLocale } from '../locale.ts'
import { Meter } from './Meter.tsx'

const rankedShown = 3
const earlierShown = 2

/** The last question's candidates in full; of earlier questions what was asked and the best candidate. */
export function Tries({ tries }: { tries: Tried[] }) {
  const { t, language } = useLocale()
  const [last, ...earlier] = tries
  if (!last) return <p class="tried__none">{t.triedNothing}</p>
  return (
    <>
      {!last.picked && <Asked text={last.asked} />}
      {last.after !== null && <p class="tried__why">{t.wentOnFrom(last.after)}</p>}
      <ul>
        {last.ranked
          .filter(isWorthShowing)
          .slice(0, rankedShown)
          .map((choice, place) => (
            <li key={choice.faqId}>
              <div class="tried">
                <Candidate choice={choice} picked={last.picked} />
              </div>
              {place === 0 && last.spoke && <Why spoke={last.spoke} />}
            </li>
          ))}
      </ul>
      {earlier.length > 0 && (
        <>
          <h3 class="handoff__label tried__before">{t.triedEarlier}</h3>
          <ul>
            {earlier.slice(0, earlierShown).map(({ sequence, asked, picked, ranked: [best] }) => (
              <li class="tried__earlier" key={sequence}>
                <Asked text={asked} />
                {best && (
                  <>
                    <IconForward small turns />
                    <bdi>{best.question}</bdi>
                    <span class="tried__value">
                      {picked ? t.picked : confidenceText(best.confidence, language)}
                    </span>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** "0.00" would tell nothing. */
function isWorthShowing({ confidence }: RankedChoice): boolean {
  return confidence >= 0.005
}

function Candidate({ choice, picked }: { choice: RankedChoice; picked: boolean }) {
  const { t, language } = useLocale()
  if (picked) return <PickedQuestion question={choice.question} />
  const value = confidenceText(choice.confidence, language)
  return (
    <>
      <span class="tried__name" dir="auto" title={choice.question}>
        {choice.question}
      </span>
      <Meter value={choice.confidence} label={t.confidence(value)} />
      <span class="tried__value" aria-hidden="true">
        {value}
      </span>
    </>
  )
}

/** What spoke for the best candidate: an agent sees at once where the assistant was led astray. */
function Why({ spoke: { words, near } }: { spoke: Spoke }) {
  const { t } = useLocale()
  return (
    <>
      {words.length > 0 && (
        <p class="tried__why">
          {t.wordsThatFit} <bdi>{words.join(t.comma)}</bdi>
        </p>
      )}
      {near && (
        <p class="tried__why" title={near}>
          {t.similarTo} <q dir="auto">{near}</q>
        </p>
      )}
    </>
  )
}

function PickedQuestion({ question }: { question: string }) {
  const { t } = useLocale()
  return (
    <>
      <span class="tried__name" dir="auto" title={question}>
        {question}
      </span>
      <span class="tried__how">{t.picked}</span>
    </>
  )
}

function Asked({ text }: { text: string }) {
  return (
    <q class="tried__asked" dir="auto">
      {text}
    </q>
  )
}
