import { duration } from '../time.ts'

/** The place in the waiting line. Comes with that screen. */
export const waitingEn = {
  place: (position: number) => (position === 1 ? 'Next' : ordinal(position)),
  inLine: 'in line',
  duration: (ms: number) => duration(ms, 'en'),
  estimatedWait: 'estimated wait',
  soFar: (promisedMs: number) => `so far, we said ${duration(promisedMs, 'en')}`,
  takesLonger: 'This takes longer than we said. You can leave your e-mail.',
  placeSpoken: (position: number) =>
    position === 1 ? 'You are next.' : `You are ${ordinal(position)} in line.`,
  you: 'You',
  leaveEmail: 'Leave your e-mail instead',
  changeEmail: 'Change the e-mail',
  stopWaiting: 'Stop waiting',
}

/** "1st", "2nd", "3rd", "11th". */
function ordinal(position: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(position)
  return `${position}${endings[rule] ?? 'th'}`
}
