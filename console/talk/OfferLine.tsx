import type { Offer } from '../../protocol/conversation.ts'
import { useLocale } from '../locale.ts'
import { AssistantSaid } from './AssistantSaid.tsx'

/** The assistant had nothing (more) to say. */
export function OfferLine({ offer }: { offer: Offer }) {
  const { t } = useLocale()
  return (
    <AssistantSaid at={offer.at}>
      <div class="offered">
        <p>{t.offeredPerson[offer.because]}</p>
        {offer.text && (
          <p class="offered__said" lang={offer.language} dir="auto">
            {offer.text}
          </p>
        )}
      </div>
    </AssistantSaid>
  )
}
