import { useChat } from './chat-context.ts'
import { later } from './later.tsx'

// What only some visitors ever see, fetched when they come to it, and what stands there until it has come.

const fetchEnding = () => import('./Ending.tsx')

export const Closing = later(async () => (await fetchEnding()).closing, ClosingToCome)
export const Rate = later(async () => (await fetchEnding()).rate, Nothing)
export const PlaceInLine = later(async () => (await import('./PlaceInLine.tsx')).placeInLine, PlaceToCome)
export const EmailForm = later(async () => (await import('./EmailForm.tsx')).emailForm, Nothing)
export const MoreMenu = later(async () => (await import('./MoreMenu.tsx')).moreMenu, Nothing)
export const FollowUps = later(async () => (await import('./FollowUps.tsx')).followUps, Nothing)
const fetchPerson = () => import('./WithPerson.tsx')
export const OwnMark = later(async () => (await fetchPerson()).ownMark, Nothing)
export const OtherSide = later(async () => (await fetchPerson()).otherSide, Nothing)
export const Attention = later(async () => (await import('./Attention.tsx')).attention, Nothing)

function Nothing() {
  return null
}

function ClosingToCome() {
  return <div class="closing--coming" />
}

function PlaceToCome() {
  return (
    <div class="place place--coming" role="status">
      {useChat().t.joiningLine}
    </div>
  )
}
