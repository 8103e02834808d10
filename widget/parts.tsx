import { useChat } from './chat-context.ts'
import { later } from './later.tsx'

// What only some visitors ever see, fetched when they come to it, and what stands there until it has come.

const fetchEnding = () => import('./Ending.tsx')
const fetchPerson = () => import('./WithPerson.tsx')
const fetchPlace = () => import('./PlaceInLine.tsx')
const fetchEmail = () => import('./EmailForm.tsx')
const fetchMenu = () => import('./MoreMenu.tsx')
const fetchFollowUps = () => import('./FollowUps.tsx')
const fetchAttention = () => import('./Attention.tsx')

export const Closing = later(fetchEnding, (part) => part.closing, ClosingToCome)
export const Rate = later(fetchEnding, (part) => part.rate, Nothing)
export const OwnMark = later(fetchPerson, (part) => part.ownMark, Nothing)
export const OtherSide = later(fetchPerson, (part) => part.otherSide, Nothing)
export const PlaceInLine = later(fetchPlace, (part) => part.placeInLine, PlaceToCome)
export const EmailForm = later(fetchEmail, (part) => part.emailForm, Nothing)
export const MoreMenu = later(fetchMenu, (part) => part.moreMenu, Nothing)
export const FollowUps = later(fetchFollowUps, (part) => part.followUps, Nothing)
export const Attention = later(fetchAttention, (part) => part.attention, Nothing)

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
