import type { Offer } from '../../protocol/conversation.ts'
import { AssistantAvatar } from '../../ui/avatar.tsx'
import { clockTime } from '../../ui/time.ts'
import { useLocale } from '../locale.ts'
import { Said } from './Said.tsx'

/** The assistant had nothing (more) to say. */
export function OfferLine({ offer }: { offer: Offer }) {
  const { t, language } = useLocale()
  return (
    <Said
      kind="assistant"
      avatar={<AssistantAvatar />}
      name={t.assistant}
      meta={`${t.automatic}${t.comma}${clockTime(offer.at, language)}`}
    >
      <div class="offered">
        <p>{t.offeredPerson[offer.because]}</p>
        {offer.text && (
          <p class="offered__said" lang={offer.language} dir="auto">
            {offer.text}
          </p>
        )}
      </div>
    </Said>
  )
}
